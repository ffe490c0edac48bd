import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import type { Redis } from 'ioredis';
import { PostgresEventStore } from '@mercury/platform/event-store';
import { ormOptions } from '@mercury/platform/persistence';
import { PausedParts, ProjectionRegistry, ProjectionRunner, ProjectionWriter } from '@mercury/platform/projections';
import { Relay, relayedStreams, RelayState } from '@mercury/platform/relay';
import { recommendationsProjection } from '@mercury/recommendations/server';
import { trendingProjection } from '@mercury/trending/server';

/** Read models of the shop: one in PostgreSQL, which is restored with the store, and one in Redis, which is not. */
export const registry = new ProjectionRegistry([recommendationsProjection, trendingProjection]);

/** Store, relay and read models on one database, as a worker runs them. */
export class Shop {
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

/** Looks every 25 ms; throws `what` when it is not so within thirty seconds. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 25)))
    if (await condition()) return;
  throw new Error(`not in thirty seconds: ${what}`);
}
