import 'reflect-metadata';
import { failStart, runService } from '@mercury/platform/service';
import { AppModule } from './app.module';
import { config } from './risk.config';

runService({ name: 'risk', module: AppModule, config, rpc: ['risk'] }).catch(failStart);
