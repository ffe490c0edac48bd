import { defineConfig, type EntitySchema, type Options } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import type { MigrationClass } from './migration-class';
import { releaseBrokenClients } from './release-broken-clients';

export interface PersistenceOptions {
  readonly databaseUrl: string;
  /** Shown in pg_stat_activity, so that a stuck connection names its service. */
  readonly applicationName?: string;
  readonly poolMax?: number;
  readonly entities?: readonly (EntitySchema | (new () => object))[];
  readonly migrations?: readonly MigrationClass[];
}

/**
 * MikroORM's options as every process uses them. Dead peers are noticed: TCP keep-alive on our side, and on the server's
 * an end to sessions that sit idle in a transaction, since such a one would hold the event store's fence (Marten PR 5304).
 */
export function ormOptions(options: PersistenceOptions): Options {
  return defineConfig({
    clientUrl: options.databaseUrl,
    entities: [...(options.entities ?? [])],
    discovery: { warnWhenNoEntities: false, checkDuplicateFieldNames: true },
    pool: { min: 0, max: options.poolMax ?? 10 },
    extensions: [Migrator],
    migrations: {
      migrationsList: [...(options.migrations ?? [])],
      tableName: 'migrations',
      transactional: true,
      allOrNothing: false,
      snapshot: false,
      silent: true,
    },
    driverOptions: {
      application_name: options.applicationName ?? 'mercury',
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      idle_in_transaction_session_timeout: 10_000,
      connectionTimeoutMillis: 5_000,
      onPoolCreated: releaseBrokenClients,
    },
    debug: false,
  });
}
