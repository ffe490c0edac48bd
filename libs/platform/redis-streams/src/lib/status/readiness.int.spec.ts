import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { RedisStreamsClient } from '../client/redis-streams.client';
import { keys } from '../keys';
import { shardOf } from '../shard-of';
import { startConsumer } from '../testing/start-consumer';
import { until } from '../testing/until';
import { ShardOwners } from './shard-owners';
import { ShardsWatch } from './shards-watch';

const url = process.env['MERCURY_TEST_REDIS_URL'] as string;
const TYPE = 'spec.happened.v1';

describe('readiness', () => {
  const client = new RedisStreamsClient({ url });
  const redis = client.unwrap<Redis>();
  afterAll(() => client.close());
  const newTopic = () => `ready-${randomUUID().slice(0, 8)}`;

  it('is there while readers hear from Redis and every shard has an owner', async () => {
    const server = await startConsumer({ url, group: 'g', topics: [newTopic()] }, TYPE, () => undefined);
    await until(() => server.consumption?.shards.length === 2);
    expect(await server.troubles()).toEqual([]);
    expect(await server.troubles(Date.now() + 60_000)).toEqual(['a reader has not heard from Redis lately']);
    await server.close();
  });

  it('is not lost by a halted shard, which shows by itself', async () => {
    const topic = newTopic();
    const publisher = new RedisStreamsClient({ url, shards: { [topic]: 2 } });
    const options = { url, group: 'g', topics: [topic], onPoison: 'halt-shard' } as const;
    const server = await startConsumer({ ...options, topics: [topic] }, TYPE, () => {
      throw new Error('poison');
    });
    await publisher.publish(topic, { type: TYPE, key: 'a', data: {} });
    await until(() => server.halted.length === 1);
    expect(server.halted[0]).toMatchObject({ topic, shard: shardOf('a', 2) });
    expect([server.isReady(), await server.troubles()]).toEqual([true, []]);
    await server.close();
    publisher.close();
  });

  it('is lost by a shard that nobody owns for longer than a lease takes to lapse', async () => {
    const topic = newTopic();
    const owners = new ShardOwners({ redis, group: 'g', topics: [{ name: topic, shards: 2 }], graceMs: 1_000 });
    await redis.set(keys.lease(topic, 1, 'g'), 'somebody', 'PX', 60_000);
    expect(await owners.orphans(10_000)).toEqual([]);
    expect(await owners.orphans(10_999)).toEqual([]);
    expect(await owners.orphans(11_000)).toEqual([`${topic} shard 0`]);
    await redis.set(keys.lease(topic, 0, 'g'), 'somebody', 'PX', 60_000);
    expect(await owners.orphans(12_000)).toEqual([]);
  });
});

describe('ShardsWatch', () => {
  it('looks once for all who ask within a few seconds, and again after Redis was away', async () => {
    const client = new RedisStreamsClient({ url });
    const redis = client.unwrap<Redis>();
    let now = 0;
    const watch = new ShardsWatch(redis, 5_000, () => now);
    const first = watch.look();
    now = 4_999;
    expect(watch.look()).toBe(first);
    now = 5_000;
    expect(watch.look()).not.toBe(first);
    await first;
    client.close();
    now = 10_000;
    const failed = watch.look();
    await expect(failed).rejects.toThrow();
    expect(watch.look()).not.toBe(failed);
    await watch.look().catch(() => undefined);
  });
});
