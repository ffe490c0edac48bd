import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { eventStoreMigrations, PostgresEventStore } from '@mercury/platform/event-store';
import { ormOptions } from '@mercury/platform/persistence';
import {
  PausedParts,
  projectionMigrations,
  ProjectionRegistry,
  ProjectionRunner,
  ProjectionWriter,
  replayProjection,
} from '@mercury/platform/projections';
import { Relay, relayedStreams, relayMigrations, RelayState } from '@mercury/platform/relay';
import { ConsumerPositions, serviceMigrations } from '@mercury/platform/service';
import { claimRedisDatabase, createTestDatabase, type TestDatabase } from '@mercury/platform/testing';
import { recommendationsProjection } from '@mercury/recommendations/server';
import { trendingProjection } from '@mercury/trending/server';
import { runReset } from './run-reset';

jest.setTimeout(120_000);

// Read models of the shop: one in PostgreSQL, which is restored with the store, and one in Redis, which is not.
const registry = new ProjectionRegistry([recommendationsProjection, trendingProjection]);

describe('worker:relay-reset, after PostgreSQL was restored to an older point', () => {
  let database: TestDatabase;
  let redis: Redis;
  let claimed: Awaited<ReturnType<typeof claimRedisDatabase>>;
  const backup = `mercury_test_backup_${process.pid}`;
  const openings: Shop[] = [];

  beforeAll(async () => {
    const migrations = [...eventStoreMigrations, ...relayMigrations, ...projectionMigrations, ...serviceMigrations];
    database = await createTestDatabase({ migrations });
    await database.orm.close(true);
    claimed = await claimRedisDatabase();
    redis = new Redis(claimed.url, { protocol: 2 });
  });
  afterAll(async () => {
    for (const shop of openings) await shop.close();
    redis.disconnect();
    await claimed.free();
    await admin(`DROP DATABASE IF EXISTS ${backup} WITH (FORCE)`);
    await database.drop();
  });

  const open = async (url: string) => {
    const shop = await Shop.open(url, redis, claimed.url);
    openings.push(shop);
    return shop;
  };

  it('the shop refuses what is gone, says so, and converges after the reset', async () => {
    const first = await open(database.url);
    await first.start();
    await first.append(1, 120);
    await first.converged();
    await first.close();
    await admin(`CREATE DATABASE ${backup} TEMPLATE ${new URL(database.url).pathname.slice(1)}`);

    const second = await open(database.url);
    await second.start();
    await second.append(121, 180);
    await second.converged();
    await second.close();

    const url = new URL(database.url);
    url.pathname = `/${backup}`;
    const restored = await open(url.toString());
    // New customers, before anybody has noticed: their events draw the positions of those that are gone.
    await restored.append(501, 520);
    await restored.start();
    await until('the relay refuses', () => restored.relay.role === 'refusing');
    await until('a read model refuses', () => restored.errors.some((error) => error.includes('was restored')));
    await restored.rowsRight();

    // A service that ran on has noted as handled what is gone; another topic has ids of its own.
    const marks = new ConsumerPositions(restored.writer.em);
    await Promise.all([
      marks.save('commerce', 0, 'billing', '177-0'),
      marks.save('mail', 0, 'billing', '1764300000000-5'),
    ]);

    const said: string[] = [];
    const reset = (options: { dryRun: boolean; confirm: boolean }) => {
      said.length = 0;
      return runReset(restored.connection, registry, { redeliver: 1_000, ...options }, (line) => said.push(line));
    };
    const untouched = await restored.relayed();
    expect(await reset({ dryRun: true, confirm: false })).toBe(true);
    expect(said).toEqual(
      expect.arrayContaining([
        'the streams hold 60 events that the store does not; both share everything up to position 120',
        "the store's next position, 141, becomes 181",
        'read model trending has folded what is gone: it is rebuilt',
        'dry run: nothing was changed',
      ]),
    );
    expect(await reset({ dryRun: false, confirm: false })).toBe(false);
    expect(await restored.relayed()).toEqual(untouched);

    expect(await reset({ dryRun: false, confirm: true })).toBe(true);
    expect(await marks.load('commerce', 0, 'billing')).toBe('0-0');
    expect(await marks.load('mail', 0, 'billing')).toBe('1764300000000-5');
    await restored.append(521, 560);
    await restored.converged();
    expect(restored.relay.role).toBe('leader');
    const positions = await restored.positions();
    expect(positions).toHaveLength(180);
    expect(positions.slice(-41)).toEqual([140, ...Array.from({ length: 40 }, (_, index) => 181 + index)]);
    expect(await restored.relayed()).toEqual(positions);
    for (const projection of registry.all) {
      const { equal } = await replayProjection(restored.store, projection, restored.writer, { dryRun: true });
      expect([projection.name, equal]).toEqual([projection.name, true]);
    }
    expect(await reset({ dryRun: false, confirm: true })).toBe(true);
    expect(said).toEqual([expect.stringContaining('nothing to do')]);
  });
});

/** Store, relay and read models on one database, as a worker runs them. */
class Shop {
  readonly store: PostgresEventStore;
  readonly writer: ProjectionWriter;
  readonly relay: Relay;
  readonly errors: string[] = [];
  private readonly runners: ProjectionRunner[];
  private closed = false;

  private constructor(
    private readonly orm: MikroORM,
    private readonly url: string,
    private readonly redis: Redis,
    redisUrl: string,
  ) {
    const em = orm.em as EntityManager;
    this.store = new PostgresEventStore(em);
    this.writer = new ProjectionWriter(em, redis);
    const onError = (error: unknown) => void this.errors.push(String(error));
    this.relay = new Relay(this.store, new RelayState(em), { redisUrl, onError });
    this.runners = registry.all.map(
      (projection) =>
        new ProjectionRunner(projection, this.writer, new PausedParts(em), this.store, {
          redisUrl,
          storeIntervalMs: 500,
          onError: (_, error) => onError(error),
        }),
    );
  }

  static async open(url: string, redis: Redis, redisUrl: string): Promise<Shop> {
    return new Shop(await MikroORM.init(ormOptions({ databaseUrl: url })), url, redis, redisUrl);
  }

  get connection() {
    return { databaseUrl: this.url, store: this.store, writer: this.writer, close: () => this.close() };
  }

  async start(): Promise<void> {
    this.relay.start();
    for (const runner of this.runners) await runner.start();
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await Promise.all(this.runners.map((runner) => runner.stop()));
    await this.relay.stop();
    await this.orm.close(true);
  }

  append(from: number, to: number) {
    const kinds = ['activity.product.viewed', 'activity.cart.added', 'activity.product.purchased'];
    return this.store.appendBatch(
      Array.from({ length: to - from + 1 }, (_, index) => {
        const number = from + index;
        const occurredAt = new Date(Date.UTC(2026, 10, 28) + number * 1_000).toISOString();
        const ids = { visitorId: `v${number % 7}`, sessionId: `s${number % 13}`, productId: `p${number % 11}` };
        return {
          stream: {
            streamId: `activity.session-s${number % 13}`,
            expectedVersion: 'any' as const,
            events: [{ type: kinds[number % 3] as string, data: { ...ids, occurredAt, quantity: 1 } }],
          },
          options: { commandId: `behaviour:${number}` },
        };
      }),
    );
  }

  async converged(): Promise<void> {
    await until('the streams hold every event', async () => {
      const [relayed, positions] = await Promise.all([this.relayed(), this.positions()]);
      return relayed.length === positions.length && relayed.at(-1) === positions.at(-1);
    });
    await until('every read model is at the end', async () => {
      const end = (await this.positions()).at(-1) ?? 0;
      const all = await Promise.all(registry.all.map((projection) => this.writer.livePositions(projection)));
      return all.every((parts) => Math.max(...parts.values()) >= end);
    });
    await this.rowsRight();
  }

  async rowsRight(): Promise<void> {
    await until('the rows are those of the events', async () => {
      const [rows, truth] = await Promise.all([this.rows(), this.recount()]);
      return JSON.stringify(rows) === JSON.stringify(truth);
    });
  }

  rows() {
    return this.sql('SELECT product_id, sessions FROM recommendations.products ORDER BY product_id COLLATE "C"');
  }

  recount() {
    return this.sql(
      `SELECT data ->> 'productId' AS product_id,
              (count(DISTINCT stream_id) FILTER (WHERE type <> 'activity.product.purchased'))::int AS sessions
         FROM es.events GROUP BY 1 ORDER BY (data ->> 'productId') COLLATE "C"`,
    );
  }

  async positions(): Promise<number[]> {
    const rows = await this.sql('SELECT global_position::int AS p FROM es.events ORDER BY 1');
    return rows.map((row) => (row as { p: number }).p);
  }

  async relayed(): Promise<number[]> {
    const streams = await Promise.all(relayedStreams.map((stream) => this.redis.xrange(stream, '-', '+')));
    return streams
      .flat()
      .map(([id]) => parseInt(id))
      .sort((a, b) => a - b);
  }

  private sql(text: string) {
    return (this.orm.em as EntityManager).fork().execute<object[]>(text);
  }
}

async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 25)))
    if (await condition()) return;
  throw new Error(`not in thirty seconds: ${what}`);
}

async function admin(sql: string): Promise<void> {
  const client = new Client(process.env['MERCURY_TEST_DATABASE_URL']);
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
