import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { Client, Pool } from 'pg';
import { EventRegistry, eventStoreMigrations, PostgresEventStore } from '@mercury/platform/event-store';
import { ormOptions, runMigrations } from '@mercury/platform/persistence';
import { projectionMigrations } from '@mercury/platform/projections';
import { relayMigrations } from '@mercury/platform/relay';
import { benchEventTypes } from './bench-event';

/** A fresh database with the event store, and beside it a bare table of the same columns and constraints. */
export interface World {
  readonly url: string;
  readonly orm: MikroORM;
  readonly em: EntityManager;
  readonly store: PostgresEventStore;
  readonly raw: Pool;
  close(): Promise<void>;
}

const rawTable = `
  CREATE SCHEMA raw;
  CREATE SEQUENCE raw.positions CACHE 1;
  CREATE TABLE raw.events (
    global_position bigint PRIMARY KEY DEFAULT nextval('raw.positions'), stream_id text NOT NULL,
    stream_position bigint NOT NULL, event_id uuid NOT NULL, type text NOT NULL, schema_version smallint NOT NULL,
    data jsonb NOT NULL, metadata jsonb NOT NULL, recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (stream_id, stream_position), UNIQUE (event_id))`;

/** `connections` for each side: the comparison gives both the same. */
export async function openWorld(serverUrl: string, connections: number): Promise<World> {
  const name = `mercury_bench_${process.pid}_${connections}_${Date.now() % 1_000_000}`;
  const admin = new Client(serverUrl);
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  const url = serverUrl.replace(/\/[^/]*$/, `/${name}`);
  await runMigrations(url, [...eventStoreMigrations, ...relayMigrations, ...projectionMigrations]);
  const orm = await MikroORM.init(ormOptions({ databaseUrl: url, poolMax: connections, applicationName: 'bench' }));
  const em = orm.em as EntityManager;
  const raw = new Pool({ connectionString: url, max: connections });
  await raw.query(rawTable);
  return {
    url,
    orm,
    em,
    store: new PostgresEventStore(em, new EventRegistry(benchEventTypes)),
    raw,
    async close() {
      await raw.end();
      await orm.close(true);
    },
  };
}
