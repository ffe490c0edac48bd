import 'reflect-metadata';
import { failStart, runService } from '@mercury/platform/service';
import { AppModule } from './app.module';
import { config } from './events.config';

runService({ name: 'events', module: AppModule, config, rpc: ['activity'], topics: ['commerce'] }).catch(failStart);
