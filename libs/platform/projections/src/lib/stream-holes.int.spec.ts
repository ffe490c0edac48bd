import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { eventStoreMigrations, PostgresEventStore, type ReadAllOptions } from '@mercury/platform/event-store';
import { Relay, relayedStreams, relayMigrations, RelayState } from '@mercury/platform/relay';
import { claimRedisDatabase, createTestDatabase } from '@mercury/platform/testing';
import type { EntityManager } from '@mikro-orm/postgresql';
import { PausedParts } from './paused-parts';
import { projectionMigrations } from './projection-migrations';
import { ProjectionRunner } from './projection-runner';
import { ProjectionWriter } from './projection-writer';
import { orderTotals } from './testing/order-totals.projection';
import { expectedTotals, liveTotals } from './testing/spec-world';

jest.setTimeout(60_000);

/** A store that has nothing for the catch-up at a runner's start, so that the streams come first. */
class LateStore extends PostgresEventStore {
  reads = 0;

  override async readAll(options: ReadAllOptions) {
    this.reads += 1;
    if (this.reads === 1) return { events: [], position: options.after };
    return super.readAll(options);
  }
}

it('what a stream has lost before a consumer saw it comes from the store: the entry behind names what is missing', async () => {
  const { url: redisUrl, free } = await claimRedisDatabase();
  const migrations = [...eventStoreMigrations, ...relayMigrations, ...projectionMigrations];
  const database = await createTestDatabase({ migrations });
  const em = database.orm.em as EntityManager;
  const redis = new Redis(redisUrl, { protocol: 2 });
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  await new PostgresEventStore(em).appendBatch(
    Array.from({ length: 240 }, (_, index) => ({
      stream: {
        streamId: `spec.order-${index % 40}`,
        expectedVersion: 'any' as const,
        events: [{ type: 'spec.order.line-added', data: { cents: index } }],
      },
      options: { commandId: `line:${index}` },
    })),
  );
  const relay = new Relay(new PostgresEventStore(em), new RelayState(em), { redisUrl, onError });
  while ((await relay.relayPage()) > 0);
  let lost = 0;
  for (const stream of relayedStreams) lost += await redis.xtrim(stream, 'MAXLEN', 5);
  expect(lost).toBeGreaterThan(150);

  const store = new LateStore(em);
  const projection = orderTotals();
  const runner = new ProjectionRunner(projection, new ProjectionWriter(em, redis), new PausedParts(em), store, {
    redisUrl,
    storeIntervalMs: 600_000,
    onError: (_, error) => onError(error),
  });
  await runner.start();
  const rows = (sql: string) => em.fork().execute<object[]>(sql);
  const truth = await rows(expectedTotals);
  for (const end = Date.now() + 30_000; Date.now() < end; await delay(25))
    if (JSON.stringify(await rows(liveTotals)) === JSON.stringify(truth)) break;
  expect(await rows(liveTotals)).toEqual(truth);
  expect(errors).toEqual([]);

  await runner.stop();
  await relay.stop();
  redis.disconnect();
  await database.drop();
  await free();
});
