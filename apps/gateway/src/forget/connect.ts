import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { Matches } from 'class-validator';
import { Redis } from 'ioredis';
import { loadConfig, PlatformConfig } from '@mercury/platform/config';
import { identityEventTypes } from '@mercury/identity/server';
import { ordersEventTypes } from '@mercury/orders/server';
import { EventRegistry, PostgresEventStore } from '@mercury/platform/event-store';
import { MasterKey, PersonalData } from '@mercury/platform/personal-data';
import { ormOptions } from '@mercury/platform/persistence';
import { SystemClock } from '@mercury/shared/util-ids';
import { KEY_PREFIX } from '../key-prefix';
import type { Shop } from './shop';

class ForgetConfig extends PlatformConfig {
  @Matches(/^[0-9a-f]{64}$/i, { message: 'must be 64 hexadecimal digits' })
  personalDataKey!: string;
}

/** The shop that the environment names, or the one that `npm start` runs in this checkout. */
export async function connect(): Promise<Shop & { close(): Promise<void> }> {
  const running = join('.mercury', 'runtime.env');
  if (existsSync(running)) process.loadEnvFile(running);
  const { databaseUrl, redisUrl, personalDataKey } = loadConfig(ForgetConfig);
  const orm = await MikroORM.init(ormOptions({ databaseUrl, applicationName: 'mercury-forget' }));
  const redis = new Redis(redisUrl, { protocol: 2, maxRetriesPerRequest: 2, commandTimeout: 30_000 });
  redis.on('error', () => undefined);
  const em = orm.em as EntityManager;
  const master = new MasterKey(personalDataKey);
  return {
    em,
    store: new PostgresEventStore(em, new EventRegistry([...identityEventTypes, ...ordersEventTypes])),
    redis,
    master,
    people: new PersonalData(em, master, new SystemClock()),
    keyPrefix: KEY_PREFIX,
    async close() {
      redis.disconnect();
      await orm.close(true);
    },
  };
}
