import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { EventRegistry, eventStoreMigrations, PostgresEventStore } from '@mercury/platform/event-store';
import { createTestDatabase } from '@mercury/platform/testing';
import type { EntityManager } from '@mikro-orm/postgresql';
import { PausedParts } from '../paused-parts';
import type { Projection } from '../projection';
import { projectionMigrations } from '../projection-migrations';
import { ProjectionRunner } from '../projection-runner';
import { ProjectionWriter } from '../projection-writer';

/** A database, a store and a writer for one suite. */
export async function specWorld() {
  const database = await createTestDatabase({ migrations: [...eventStoreMigrations, ...projectionMigrations] });
  const redis = new Redis(process.env['MERCURY_TEST_REDIS_URL'] as string, { protocol: 2 });
  const em = database.orm.em as EntityManager;
  const store = new PostgresEventStore(em, new EventRegistry());
  const writer = new ProjectionWriter(em, redis);
  const errors: unknown[] = [];
  return {
    database,
    redis,
    em,
    store,
    writer,
    errors,
    paused: new PausedParts(em),
    runner: (projection: Projection) =>
      new ProjectionRunner(projection, writer, new PausedParts(em), store, {
        backoffMs: 1,
        onError: (_, error) => errors.push(error),
      }),
    /** Appends lines to as many orders; resolves when they are in the store. */
    async addLines(count: number, orders = 20, extra: object = {}) {
      const run = randomUUID();
      await store.appendBatch(
        Array.from({ length: count }, (_, index) => ({
          stream: {
            streamId: `spec.order-${index % orders}`,
            expectedVersion: 'any' as const,
            events: [{ type: 'spec.order.line-added', data: { cents: (index % 7) + 1, ...extra } }],
          },
          options: { commandId: `${run}:${index}` },
        })),
      );
    },
    async close() {
      redis.disconnect();
      await database.drop();
    },
  };
}

/** The truth, straight from the events. */
export const expectedTotals = `SELECT stream_id AS order_id, sum((data->>'cents')::bigint)::text AS total_cents, count(*)::int AS lines
  FROM es.events WHERE type = 'spec.order.line-added' GROUP BY 1 ORDER BY 1`;
export const liveTotals = 'SELECT order_id, total_cents::text, lines FROM spec.order_totals ORDER BY 1';
