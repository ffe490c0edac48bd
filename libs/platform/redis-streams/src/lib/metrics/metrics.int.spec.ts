import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { Registry } from 'prom-client';
import { RedisStreamsClient } from '../client/redis-streams.client';
import { keys } from '../keys';
import type { RedisStreamsServer } from '../server/redis-streams.server';
import { shardOf } from '../shard-of';
import { startConsumer } from '../testing/start-consumer';
import { until } from '../testing/until';
import { trimShard } from '../trim/trim-shard';
import { registerConsumerMetrics } from './consumer-metrics';
import { registerPublisherMetrics } from './publisher-metrics';
import { registerShardMetrics } from './shard-metrics';

const url = process.env['MERCURY_TEST_REDIS_URL'] as string;
const TYPE = 'spec.happened.v1';

describe('metrics of the streams', () => {
  const topic = `metrics-${randomUUID().slice(0, 8)}`;
  const client = new RedisStreamsClient({ url, shards: { [topic]: 2 } });
  const redis = client.unwrap<Redis>();
  const registry = new Registry();
  const shard = shardOf('a', 2);
  const place = `{topic="${topic}",group="g",shard="${shard}"}`;
  let server: RedisStreamsServer;
  let release: () => void = () => undefined;

  /** The value of a series, or of all that begin so. */
  const valueOf = async (series: string): Promise<number | undefined> => {
    const text = await registry.metrics();
    const line = text.split('\n').find((each) => each.startsWith(`mercury_stream_${series}`));
    return line === undefined ? undefined : Number(line.split(' ').at(-1));
  };

  beforeAll(async () => {
    const held = new Promise<void>((resolve) => (release = resolve));
    server = await startConsumer<{ n: number }>({ url, group: 'g', topics: [topic] }, TYPE, ({ n }) => {
      if (n === 2) throw new Error('cannot do 2');
      return n === 5 ? held : undefined;
    });
    registerConsumerMetrics(registry, server);
    registerPublisherMetrics(registry, client);
    registerShardMetrics(registry, redis, { keepMs: 0 });
  });
  afterAll(async () => {
    release();
    await server.close();
    client.close();
  });

  it('count what was published, handled, buried and held', async () => {
    const headers = { ts: Date.now() - 3_000 };
    for (const n of [1, 2, 3, 3, 4, 5])
      await client.publish(topic, { type: TYPE, key: n === 3 ? 'b' : 'a', data: { n }, position: n, headers });
    const isBusy = () => server.consumption?.shards.some((each) => each.shard === shard && each.inFlight === 0);
    await until(
      async () => (await valueOf(`dlq_depth{topic="${topic}",shard="${shard}",group="g"}`)) === 3 && !!isBusy(),
    );
    const published = shardOf('b', 2) === shard ? 5 : 4;
    expect(await valueOf(`published_total{topic="${topic}",shard="${shard}"}`)).toBe(published);
    expect(await valueOf(`duplicate_publish_total{topic="${topic}",shard="${shardOf('b', 2)}"}`)).toBe(1);
    expect(await valueOf(`handled_total{topic="${topic}",group="g",shard="${shard}",result="ok"}`)).toBe(published - 3);
    expect(await valueOf(`handled_total{topic="${topic}",group="g",shard="${shard}",result="failed"}`)).toBe(2);
    expect(await valueOf(`dead_lettered_total${place}`)).toBe(1);
    expect(await valueOf(`parked_total${place}`)).toBe(2);
    expect(await valueOf(`lost_ids_total${place}`)).toBe(0);
  });

  it('time the first message of a shard, and its way through the transport', async () => {
    expect(await valueOf(`handler_seconds_count${place}`)).toBe(1);
    expect(await valueOf(`e2e_seconds_count${place}`)).toBe(1);
    expect(await valueOf(`e2e_seconds_sum${place}`)).toBeGreaterThan(2.9);
    const bucket = (le: string) => `e2e_seconds_bucket{topic="${topic}",group="g",shard="${shard}",le="${le}"}`;
    expect(await valueOf(bucket('2.5'))).toBe(0);
    expect(await valueOf(bucket('+Inf'))).toBe(1);
  });

  it('show what is held, by whom, and that the reader hears from Redis', async () => {
    await client.publish(topic, { type: TYPE, key: 'b', data: { n: 5 }, position: 10 });
    const own = `{topic="${topic}",group="g",shard="${shardOf('b', 2)}"}`;
    await until(async () => (await valueOf(`inflight${own}`)) === 1);
    const seen = `{topic="${topic}",shard="${shardOf('b', 2)}",group="g"}`;
    expect(await valueOf(`pending${seen}`)).toBe(1);
    expect(await valueOf(`lag${seen}`)).toBe(0);
    expect(await valueOf(`blocked_lanes${own}`)).toBe(0);
    expect(await valueOf(`stream_bytes{topic="${topic}",shard="${shard}"}`)).toBeGreaterThan(100);
    expect(await valueOf(`lease_owner{topic="${topic}",shard="${shard}",group="g",owner="`)).toBe(1);
    expect(Date.now() / 1_000 - ((await valueOf(`reader_last_success_timestamp${own}`)) ?? 0)).toBeLessThan(6);
    await trimShard(redis, topic, shardOf('b', 2), { minLength: 0 });
    expect(await valueOf(`trim_held_by${seen}`)).toBeGreaterThanOrEqual(0);
  });

  it('show a group that Redis has lost, and no series of what has gone', async () => {
    await redis.sadd(keys.groups(topic, 0), 'lost');
    const lost = `group_missing{topic="${topic}",shard="0",group="lost"}`;
    expect(await valueOf(lost)).toBe(1);
    await redis.srem(keys.groups(topic, 0), 'lost');
    expect(await valueOf(lost)).toBeUndefined();
  });
});
