import 'reflect-metadata';
import { configureGateway, drainGateway } from '@mercury/gateway/server';
import { failStart, runService } from '@mercury/platform/service';
import { AppModule } from './app.module';
import { config } from './gateway.config';

const publicPort = { host: config.host, port: config.port };
runService({
  name: 'gateway',
  module: AppModule,
  config,
  publicPort,
  configure: configureGateway,
  drain: drainGateway,
}).catch(failStart);
