import type { INestApplication } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import cookieParser from 'cookie-parser';
import { Metrics } from '@mercury/platform/observability';
import { accessLog } from './edge/access-log';
import { useBodyParsers } from './edge/body-parsers';
import { correlation } from './edge/correlation.middleware';
import { EMULATOR_PATH, emulatorProxy } from './edge/emulator-proxy';
import { portGuard } from './edge/port-guard';
import { securityHeaders } from './edge/security-headers';
import { GATEWAY_OPTIONS, type GatewayOptions } from './gateway.options';
import { RateLimiter } from './limits/rate-limiter';
import { EventStreams } from './live/event-streams';
import { serveOpenApi } from './openapi/serve-openapi';

/** What happens to a request before its route is looked for. To be called before the application listens. */
export function configureGateway(app: NestExpressApplication): void {
  const options = app.get<GatewayOptions>(GATEWAY_OPTIONS);
  app.disable('x-powered-by');
  app.set('trust proxy', [...options.trustedProxies]);
  app.use(correlation);
  app.use(accessLog(app.get(Metrics)));
  app.use(portGuard(options.internalPort));
  app.use(securityHeaders(options.publicUrl.startsWith('https:')));
  app.use(cookieParser());
  // Before the bodies are read: the proxy passes them on as they come.
  if (options.stripeApiBase && !options.production)
    app.use(EMULATOR_PATH, emulatorProxy(options.stripeApiBase, app.get(RateLimiter), options));
  useBodyParsers(app);
  serveOpenApi(app);
}

/** Ends the event streams, so that the process can; browsers come back by themselves, to another one. */
export function drainGateway(app: INestApplication): void {
  app.get(EventStreams, { strict: false }).endAll();
}
