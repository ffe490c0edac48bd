import { Module } from '@nestjs/common';
import { GatewayModule } from '@mercury/gateway/server';
import { identityEventTypes } from '@mercury/identity/server';
import { PersonalDataModule } from '@mercury/platform/personal-data';
import { platformModules } from '@mercury/platform/service';
import { config, sessionSecret } from './gateway.config';
import { KEY_PREFIX } from './key-prefix';

/** The public door: HTTP API, accounts and sessions. */
@Module({
  imports: [
    ...platformModules({ name: 'gateway', config, eventTypes: identityEventTypes }),
    PersonalDataModule.forRoot({ secret: config.personalDataKey }),
    GatewayModule.forRoot({
      production: config.nodeEnv === 'production',
      publicUrl: config.publicUrl.replace(/\/$/, ''),
      sessionSecret,
      simulatorKey: config.simulatorKey,
      stripeApiBase: config.stripeApiBase,
      redisUrl: config.redisUrl,
      internalPort: config.internalPort,
      trustedProxies: config.trustedProxies.split(',').map((name) => name.trim()),
      keyPrefix: KEY_PREFIX,
    }),
  ],
})
export class AppModule {}
