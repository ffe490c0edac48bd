import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogEventTypes } from '@mercury/catalog/server';
import { EventRegistry, PostgresEventStore } from '@mercury/platform/event-store';
import { ormOptions } from '@mercury/platform/persistence';

export interface Connection {
  readonly em: EntityManager;
  readonly store: PostgresEventStore;
  close(): Promise<void>;
}

/** The database of the environment, or of the shop that `npm start` runs beside us. */
export async function connect(): Promise<Connection> {
  const databaseUrl = setting('DATABASE_URL');
  if (!databaseUrl) throw new Error('Set DATABASE_URL, or start the shop first (npm start).');
  const orm = await MikroORM.init(ormOptions({ databaseUrl, applicationName: 'mercury-seed' }));
  const em = orm.em as EntityManager;
  return { em, store: new PostgresEventStore(em, new EventRegistry(catalogEventTypes)), close: () => orm.close(true) };
}

/** Where pictures go: the storefront serves this folder at /media. */
export const mediaDir = (): string => setting('MEDIA_DIR') ?? join('.mercury', 'media');

function setting(name: string): string | undefined {
  const file = join('.mercury', 'runtime.env');
  const written = existsSync(file)
    ? new RegExp(`^(?:export )?${name}=['"]?([^'"\\n]+)`, 'm').exec(readFileSync(file, 'utf8'))?.[1]
    : undefined;
  return process.env[name] ?? written;
}
