import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { Redis } from 'ioredis';
import { loadConfig, PlatformConfig } from '@mercury/platform/config';
import { EventRegistry, PostgresEventStore } from '@mercury/platform/event-store';
import { ormOptions } from '@mercury/platform/persistence';
import { ProjectionWriter } from '@mercury/platform/projections';
import { allEventTypes } from '../all-event-types';

export interface Connection {
  readonly databaseUrl: string;
  readonly store: PostgresEventStore;
  readonly writer: ProjectionWriter;
  close(): Promise<void>;
}

/** The servers that the environment names, or those of the shop that `npm start` runs in this checkout. */
export async function connect(applicationName: string): Promise<Connection> {
  const running = join('.mercury', 'runtime.env');
  if (existsSync(running)) process.loadEnvFile(running);
  const { databaseUrl, redisUrl } = loadConfig(PlatformConfig);
  const orm = await MikroORM.init(ormOptions({ databaseUrl, applicationName }));
  const redis = new Redis(redisUrl, { protocol: 2, maxRetriesPerRequest: 2, commandTimeout: 30_000 });
  redis.on('error', () => undefined);
  const em = orm.em as EntityManager;
  return {
    databaseUrl,
    store: new PostgresEventStore(em, new EventRegistry(allEventTypes)),
    writer: new ProjectionWriter(em, redis),
    async close() {
      redis.disconnect();
      await orm.close(true);
    },
  };
}
