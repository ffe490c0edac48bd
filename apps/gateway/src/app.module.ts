import { Module } from '@nestjs/common';
import { GatewayModule } from '@mercury/gateway/server';
import { identityEventTypes } from '@mercury/identity/server';
import { platformModules } from '@mercury/platform/service';
import { config, sessionSecret } from './gateway.config';

/** The public door: HTTP API, accounts and sessions. */
@Module({
  imports: [
    ...platformModules({ name: 'gateway', config, eventTypes: identityEventTypes }),
    GatewayModule.forRoot({
      production: config.nodeEnv === 'production',
      publicUrl: config.publicUrl.replace(/\/$/, ''),
      sessionSecret,
      personalDataKey: config.personalDataKey,
      simulatorKey: config.simulatorKey,
      stripeApiBase: config.stripeApiBase,
      redisUrl: config.redisUrl,
      internalPort: config.internalPort,
      trustedProxies: config.trustedProxies.split(',').map((name) => name.trim()),
      keyPrefix: 'mrc',
    }),
  ],
})
export class AppModule {}
