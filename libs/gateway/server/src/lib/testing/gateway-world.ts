import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { CqrsModule } from '@nestjs/cqrs';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { identityEventTypes, identityMigrations } from '@mercury/identity/server';
import { problemCodec, ProblemFilter } from '@mercury/platform/errors';
import { eventStoreMigrations, EventStoreModule } from '@mercury/platform/event-store';
import { HealthModule } from '@mercury/platform/health';
import { ObservabilityModule, currentCorrelation } from '@mercury/platform/observability';
import { PersistenceModule } from '@mercury/platform/persistence';
import { PersonalDataModule, personalDataMigrations } from '@mercury/platform/personal-data';
import { RedisStreamsClient, RedisStreamsModule } from '@mercury/platform/redis-streams';
import { ClockModule } from '@mercury/platform/service';
import { createTestDatabase, type TestDatabase } from '@mercury/platform/testing';
import { configureGateway } from '../configure-gateway';
import { GatewayModule } from '../gateway.module';
import type { GatewayOptions } from '../gateway.options';
import { Browser } from './browser';
import { FakeServices } from './fake-services';
import { servicePatterns } from './service-patterns';

export const SIMULATOR_KEY = 'simulator-key-of-the-specs-0123456789';

/** A whole gateway on real PostgreSQL and Redis, with responders where the services would be. */
export class GatewayWorld {
  private constructor(
    readonly app: NestExpressApplication,
    readonly services: FakeServices,
    readonly database: TestDatabase,
    readonly url: string,
  ) {}

  static async open(options: Partial<GatewayOptions> = {}): Promise<GatewayWorld> {
    const run = `spec${randomUUID().slice(0, 8)}`;
    const redisUrl = process.env['MERCURY_TEST_REDIS_URL'] as string;
    const migrations = [...eventStoreMigrations, ...personalDataMigrations, ...identityMigrations];
    const database = await createTestDatabase({ migrations });
    const services = new FakeServices(redisUrl, run, servicePatterns);
    await services.start();
    const module = await Test.createTestingModule({
      imports: [
        PersistenceModule.forRoot({ databaseUrl: database.url, applicationName: run }),
        EventStoreModule.forRoot(identityEventTypes),
        RedisStreamsModule.forRoot({
          url: redisUrl,
          serviceOf: (pattern) => services.serviceOf(pattern),
          headers: () => ({ ...currentCorrelation() }),
          errors: problemCodec,
        }),
        CqrsModule.forRoot(),
        ObservabilityModule.forRoot('gateway'),
        HealthModule,
        ClockModule,
        PersonalDataModule.forRoot({ secret: 'ab'.repeat(32) }),
        GatewayModule.forRoot({ ...usual(run, redisUrl), ...options }),
      ],
    }).compile();
    const app = module.createNestApplication<NestExpressApplication>({ bodyParser: false, logger: false });
    app.useGlobalFilters(new ProblemFilter());
    configureGateway(app);
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    return new GatewayWorld(app, services, database, `http://127.0.0.1:${port}`);
  }

  /** A browser of its own, which has been here once: it has a visitor's cookie and a CSRF token. */
  async browser(): Promise<Browser> {
    const browser = new Browser(this.url);
    await browser.look();
    return browser;
  }

  get redis(): RedisStreamsClient {
    return this.app.get(RedisStreamsClient);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.services.stop();
    await this.database.drop();
  }
}

function usual(run: string, redisUrl: string) {
  return {
    production: false,
    publicUrl: 'http://shop.mercury.example',
    sessionSecret: 'session-secret-of-the-specs-0123456789',
    simulatorKey: SIMULATOR_KEY,
    redisUrl,
    internalPort: 1,
    trustedProxies: ['loopback'],
    keyPrefix: run,
  };
}
