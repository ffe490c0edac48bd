import 'reflect-metadata';
import { failStart, runService } from '@mercury/platform/service';
import { AppModule } from './app.module';
import { config } from './payment.config';

runService({ name: 'payment', module: AppModule, config, rpc: ['payment'] }).catch(failStart);
