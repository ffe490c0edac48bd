import 'reflect-metadata';
import { failStart, runService } from '@mercury/platform/service';
import { AppModule } from './app.module';
import { config } from './worker.config';

runService({ name: 'worker', module: AppModule, config, rpc: ['trending', 'recommendations'] }).catch(failStart);
