import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Redis } from 'ioredis';
import { eventStoreMigrations, PostgresEventStore } from '@mercury/platform/event-store';
import { PausedParts, projectionMigrations, ProjectionRunner, ProjectionWriter } from '@mercury/platform/projections';
import { createTestDatabase } from '@mercury/platform/testing';
import { recommendationsProjection } from '../projection/recommendations.projection';

export interface SpecDeed {
  readonly kind: 'viewed' | 'added' | 'purchased';
  readonly session: string;
  readonly visitorId: string;
  readonly productId: string;
  readonly second: number;
}

const types = {
  viewed: 'activity.product.viewed',
  added: 'activity.cart.added',
  purchased: 'activity.product.purchased',
} as const;
export const timeOf = (second: number) =>
  new Date(Date.parse('2026-11-24T12:00:00.000Z') + second * 1_000).toISOString();

/** A store and the read model. Several runners stand for several workers. */
export async function recommendationsWorld() {
  const database = await createTestDatabase({ migrations: [...eventStoreMigrations, ...projectionMigrations] });
  const redis = new Redis(process.env['MERCURY_TEST_REDIS_URL'] as string, { protocol: 2 });
  const em = database.orm.em as EntityManager;
  const store = new PostgresEventStore(em);
  const writer = new ProjectionWriter(em, redis);
  const errors: unknown[] = [];
  const runner = () =>
    new ProjectionRunner(recommendationsProjection, writer, new PausedParts(em), store, {
      onError: (_, error) => errors.push(error),
    });
  await writer.install(recommendationsProjection);
  return {
    em,
    store,
    writer,
    errors,
    projection: recommendationsProjection,
    catchUp: () => runner().catchUp(),
    catchUpTogether: (workers: number) => Promise.all(Array.from({ length: workers }, () => runner().catchUp())),
    async record(deeds: readonly SpecDeed[]) {
      await store.appendBatch(
        deeds.map(({ kind, session, second, ...data }) => ({
          stream: {
            streamId: `activity.session-${session}`,
            expectedVersion: 'any' as const,
            events: [{ type: types[kind], data: { ...data, sessionId: session, occurredAt: timeOf(second) } }],
          },
          options: { commandId: randomUUID() },
        })),
      );
    },
    async close() {
      redis.disconnect();
      await database.drop();
    },
  };
}
