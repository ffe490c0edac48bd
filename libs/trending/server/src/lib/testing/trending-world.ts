import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Redis } from 'ioredis';
import { eventStoreMigrations, PostgresEventStore } from '@mercury/platform/event-store';
import { PausedParts, projectionMigrations, ProjectionRunner, ProjectionWriter } from '@mercury/platform/projections';
import { createTestDatabase } from '@mercury/platform/testing';
import { trendingProjection } from '../projection/trending.projection';
import { TrendingReader } from '../trending-reader';

export interface SpecVote {
  readonly type: string;
  readonly visitorId: string;
  readonly productId: string;
  /** Minutes since the suite's own midnight. */
  readonly minute: number;
  readonly session?: string;
}

export const midnight = Date.parse('2026-11-24T00:00:00.000Z');
export const timeOf = (minute: number) => new Date(midnight + minute * 60_000 + 1_000);

/** A store, the read model under a name of its own, and a reader whose clock the suite sets. */
export async function trendingWorld() {
  const database = await createTestDatabase({ migrations: [...eventStoreMigrations, ...projectionMigrations] });
  const redis = new Redis(process.env['MERCURY_TEST_REDIS_URL'] as string, { protocol: 2 });
  const em = database.orm.em as EntityManager;
  const store = new PostgresEventStore(em);
  const writer = new ProjectionWriter(em, redis);
  const projection = { ...trendingProjection, name: `trending-${randomUUID()}` };
  const errors: unknown[] = [];
  const runner = new ProjectionRunner(projection, writer, new PausedParts(em), store, {
    onError: (_, error) => errors.push(error),
  });
  await writer.install(projection);
  const clock = { minute: 0, now: () => timeOf(clock.minute) };
  return {
    redis,
    store,
    writer,
    projection,
    errors,
    clock,
    reader: new TrendingReader(redis, clock, projection.name),
    catchUp: () => runner.catchUp(),
    async cast(votes: readonly SpecVote[]) {
      await store.appendBatch(
        votes.map(({ type, minute, session = 's', ...data }) => ({
          stream: {
            streamId: `activity.session-${session}`,
            expectedVersion: 'any' as const,
            events: [{ type, data: { ...data, sessionId: session, occurredAt: timeOf(minute).toISOString() } }],
          },
          options: { commandId: randomUUID() },
        })),
      );
      await runner.catchUp();
    },
    async shelve(productId: string, categoryPath: readonly string[] | null) {
      const event = categoryPath
        ? { type: 'catalog.product.revised', data: { productId, categoryPath } }
        : { type: 'catalog.product.withdrawn', data: { productId, reason: 'gone' } };
      const streamId = `catalog.product-${productId}`;
      await store.append({ streamId, expectedVersion: 'any', events: [event] }, { commandId: randomUUID() });
      await runner.catchUp();
    },
    async close() {
      redis.disconnect();
      await database.drop();
    },
  };
}
