import 'reflect-metadata';
import { failStart, runService } from '@mercury/platform/service';
import { AppModule } from './app.module';
import { config } from './orders.config';

runService({ name: 'orders', module: AppModule, config, rpc: ['orders'], topics: ['commerce'] }).catch(failStart);
