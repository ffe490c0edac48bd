import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Redis } from 'ioredis';
import { eventStoreMigrations, PostgresEventStore } from '@mercury/platform/event-store';
import { keys, RedisStreamsServer, shardOf } from '@mercury/platform/redis-streams';
import { Relay, relayMigrations, RelayState } from '@mercury/platform/relay';
import { claimRedisDatabase, createTestDatabase, type TestDatabase } from '@mercury/platform/testing';
import { ConsumerPositions } from './consumer-positions';
import { serviceMigrations } from './positions-migration';

const GROUP = 'orders';

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 1_500; turn += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`not within 15 s: ${condition}`);
}

// Relay, database and consumer, perhaps on a busy machine: waits end by their own bounds.
jest.setTimeout(60_000);

describe('a Redis that was emptied', () => {
  let database: TestDatabase;
  let store: PostgresEventStore;
  let positions: ConsumerPositions;
  let relay: Relay;
  let server: RedisStreamsServer;
  let redis: Redis;
  let free: () => Promise<void>;
  const handled: number[] = [];
  let stuck: number | undefined;

  const append = (from: number, to: number) =>
    store.appendBatch(
      Array.from({ length: to - from + 1 }, (_, at) => ({
        stream: {
          streamId: `spec.thing-${(from + at) % 5}`,
          expectedVersion: 'any',
          events: [{ type: 'spec.thing.done', data: { n: from + at } }],
        },
        options: { commandId: randomUUID() },
      })),
    );
  const savedOf = async (key: string) => positions.load('commerce', shardOf(key, 8), GROUP);

  beforeAll(async () => {
    const claimed = await claimRedisDatabase();
    const { url } = claimed;
    free = claimed.free;
    redis = new Redis(url, { protocol: 2 });
    const migrations = [...eventStoreMigrations, ...relayMigrations, ...serviceMigrations];
    database = await createTestDatabase({ migrations });
    const em = database.orm.em as EntityManager;
    store = new PostgresEventStore(em);
    positions = new ConsumerPositions(em);
    relay = new Relay(store, new RelayState(em), { redisUrl: url, onError: () => undefined });
    server = new RedisStreamsServer({ url, group: GROUP, topics: ['commerce'], positions, leaseMs: 600, drainMs: 100 });
    // A group that is gone is worth a line in a log, and none here.
    (server as unknown as { logger: { error: () => void } }).logger = { error: () => undefined };
    const handler = async ({ n }: { n: number }) => {
      if (n === stuck) await new Promise(() => undefined);
      handled.push(n);
    };
    server.addHandler('commerce/spec.thing.done.v1', handler, true);
    await new Promise<void>((resolve) => void server.listen(() => resolve()));
    relay.start();
  });
  afterAll(async () => {
    await server.close();
    await relay.stop();
    redis.disconnect();
    await free();
    await database.drop();
  });

  it('is filled again, and its groups go on behind what they have done', async () => {
    await append(1, 20);
    await until(() => handled.length === 20);
    await until(async () => {
      const marks = await Promise.all([16, 17, 18, 19, 20].map((n) => savedOf(`spec.thing-${n % 5}`)));
      return marks.every((mark) => Number(mark?.split('-')[0]) >= 15);
    });
    handled.length = 0;
    await redis.flushdb();
    await append(21, 25);
    await until(() => [21, 22, 23, 24, 25].every((n) => handled.includes(n)));
    const shards = Array.from({ length: 8 }, (_, shard) => shard);
    const entries = await Promise.all(shards.map((shard) => redis.xlen(keys.stream('commerce', shard))));
    expect(entries.reduce((sum, length) => sum + length, 0)).toBe(25);
    // The streams begin at the first event again; what was durably done before is not done again.
    expect(handled.filter((n) => n <= 15)).toEqual([]);
  });

  it('gives back what was in hand when it was emptied', async () => {
    stuck = 26;
    await append(26, 31);
    await until(() => [27, 28, 29, 30].every((n) => handled.includes(n)));
    handled.length = 0;
    stuck = undefined;
    await redis.flushdb();
    await append(32, 32);
    await until(() => handled.includes(26) && handled.includes(31));
    // Both stand in one lane, whose head never came to its end.
    expect(handled.indexOf(26)).toBeLessThan(handled.indexOf(31));
  });
});
