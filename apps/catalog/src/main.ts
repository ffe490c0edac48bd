import 'reflect-metadata';
import { failStart, runService } from '@mercury/platform/service';
import { AppModule } from './app.module';
import { config } from './catalog.config';

runService({ name: 'catalog', module: AppModule, config, rpc: ['catalog', 'search'] }).catch(failStart);
