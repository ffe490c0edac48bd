import type { EntityManager } from '@mikro-orm/postgresql';
import { Client } from 'pg';
import { eventStoreMigrations, PostgresEventStore } from '@mercury/platform/event-store';
import { HealthChecks } from '@mercury/platform/health';
import { Metrics } from '@mercury/platform/observability';
import { createTestDatabase, type TestDatabase } from '@mercury/platform/testing';
import { STUCK_SECONDS, watchFence } from './watch-fence';

describe('the watch over the fence', () => {
  let database: TestDatabase;
  let em: EntityManager;
  beforeAll(async () => {
    database = await createTestDatabase({ migrations: eventStoreMigrations });
    em = database.orm.em as EntityManager;
  });
  afterAll(() => database.drop());

  const watch = (stuckSeconds?: number) => {
    const checks = new HealthChecks();
    const metrics = new Metrics('spec');
    watchFence(em, checks, metrics, stuckSeconds);
    return {
      health: () => (checks.entries[0] as (typeof checks.entries)[0]).check(),
      required: checks.entries[0]?.required,
      async gauges() {
        const value = async (name: string) =>
          (await metrics.getSingleMetric(name)?.get())?.values[0]?.value as number | undefined;
        return {
          open: await value('mercury_event_store_open_appenders'),
          age: await value('mercury_event_store_fence_age_seconds'),
        };
      },
    };
  };

  it('shows a stuck appender with its pid, whose session the server ends, and readers go on', async () => {
    const store = new PostgresEventStore(em);
    const stuck = new Client({ connectionString: database.url, application_name: 'forgetful' });
    await stuck.connect();
    stuck.on('error', () => undefined);
    await stuck.query('BEGIN');
    const { rows } = await stuck.query<{ pid: number }>(
      "SELECT pg_backend_pid() AS pid, pg_advisory_xact_lock_shared(4242), nextval('es.global_position_seq')",
    );
    const behind = await store.append(
      { streamId: 'test.thing-1', expectedVersion: 0, events: [{ type: 'test.thing.happened', data: {} }] },
      { commandId: 'behind' },
    );
    const seen = watch(0);
    expect(seen.required).toBe(false);
    await expect(seen.health()).rejects.toThrow(
      `appender pid ${rows[0]?.pid} (forgetful, idle in transaction) holds the fence for`,
    );
    const { open, age } = await seen.gauges();
    expect(open).toBe(1);
    expect(age).toBeGreaterThan(0);
    // It is not stuck yet by the measure of the shop, and what came behind it is held back all the same.
    await expect(watch(3_600).health()).resolves.toBeUndefined();
    expect((await store.readAll({ after: 0, limit: 10 })).events).toEqual([]);

    const ended = new Promise((resolve) => stuck.once('end', resolve));
    await stuck.query("SET LOCAL idle_in_transaction_session_timeout = '20ms'");
    await ended;
    await expect(seen.health()).resolves.toBeUndefined();
    expect(await seen.gauges()).toEqual({ open: 0, age: 0 });
    expect((await store.readAll({ after: 0, limit: 10 })).events).toMatchObject([{ position: behind.position }]);
  });

  it('rests on sessions of ours that the server ends after ten idle seconds in a transaction', async () => {
    const [row] = await em
      .fork()
      .execute<{ idle_in_transaction_session_timeout: string }[]>('SHOW idle_in_transaction_session_timeout');
    expect(row?.idle_in_transaction_session_timeout).toBe('10s');
    expect(STUCK_SECONDS).toBeLessThan(10);
  });

  it('gives no value, rather than no metrics, while the database is away', async () => {
    const away = { fork: () => ({ execute: () => Promise.reject(new Error('away')) }) } as unknown as EntityManager;
    const metrics = new Metrics('spec');
    watchFence(away, new HealthChecks(), metrics);
    const lines = (await metrics.metrics()).split('\n').filter((line) => line.startsWith('mercury_event_store_'));
    expect(lines.map((line) => line.split(' ')[1]?.toLowerCase())).toEqual(['nan', 'nan']);
  });
});
