import type { Redis } from 'ioredis';
import { RedisStreamsClient } from './client/redis-streams.client';
import { ShardCountError } from './errors/transport-errors';
import { keys } from './keys';
import { StreamPageConsumer } from './page/stream-page-consumer';
import { redisUrl, uniqueName } from './testing/contract-world';
import { until } from './testing/until';
import { claimTopic } from './topics';

const url = redisUrl();
const clients: RedisStreamsClient[] = [];
const consumers: StreamPageConsumer[] = [];
afterEach(async () => {
  await Promise.all(consumers.splice(0).map((consumer) => consumer.stop()));
  clients.splice(0).forEach((client) => client.close());
});

function publisher(shards: Record<string, number> = {}) {
  const client = new RedisStreamsClient({ url, shards });
  clients.push(client);
  const redis = client.unwrap<Redis>();
  const publish = (topic: string, n: number) =>
    client.publish(topic, { type: 't.v1', key: `key ${n}`, data: { n }, position: n });
  return { redis, publish };
}

const numbers = Array.from({ length: 20 }, (_, n) => n + 1);
const eachRejects = { status: 'rejected', reason: expect.any(ShardCountError) };

describe('a publisher that counts the shards of a topic differently', () => {
  it('is refused, and nothing is appended where nobody reads', async () => {
    const topic = uniqueName('counted');
    const { redis, publish } = publisher();
    await claimTopic(redis, topic, 4);
    const answers = await Promise.allSettled(numbers.map((n) => publish(topic, n)));
    expect(answers).toEqual(numbers.map(() => eachRejects));
    await expect(publish(topic, 1)).rejects.toThrow(
      `topic ${topic} was created with 4 shards and cannot be used with 8`,
    );
    expect(await redis.keys(`mrc:{${topic}:*`)).toEqual([]);
  });

  it('was there first, so whoever comes with another count is refused', async () => {
    const topic = uniqueName('counted');
    await publisher({ [topic]: 3 }).publish(topic, 1);
    const { redis } = publisher();
    await expect(claimTopic(redis, topic, 2)).rejects.toThrow('was created with 3 shards and cannot be used with 2');
  });

  it('is refused after it has lost its connection, should Redis have forgotten and learnt anew', async () => {
    const topic = uniqueName('counted');
    const { redis, publish } = publisher();
    await publish(topic, 1);
    await redis.hset(keys.topic(topic), 'shards', 4);
    expect(await publish(topic, 2)).toBe('2-0');
    redis.disconnect(true);
    await until(async () => (await redis.ping().catch(() => '')) === 'PONG');
    await expect(publish(topic, 3)).rejects.toThrow(ShardCountError);
  });
});

describe('a publisher that counts as everybody', () => {
  it('asks once for each topic, and in order sends what waited for that', async () => {
    const topic = uniqueName('counted');
    const { redis, publish } = publisher({ [topic]: 1 });
    await redis.ping();
    const sent: string[] = [];
    const send = redis.sendCommand.bind(redis);
    redis.sendCommand = (command, stream) => {
      sent.push(command.name);
      return send(command, stream);
    };
    expect(await Promise.all([1, 2, 3].map((n) => publish(topic, n)))).toEqual(['1-0', '2-0', '3-0']);
    expect(sent.filter((name) => name === 'sismember')).toHaveLength(1);
    sent.length = 0;
    await publish(topic, 4);
    expect(sent).toEqual(['xadd']);
  });

  it('is heard once the count is mended', async () => {
    const topic = uniqueName('counted');
    const { redis, publish } = publisher();
    await claimTopic(redis, topic, 4);
    await expect(publish(topic, 1)).rejects.toMatchObject({ code: 'transport.shard_count', retryable: false });
    await redis.hset(keys.topic(topic), 'shards', 8);
    expect(await publish(topic, 1)).toBe('1-0');
  });
});

describe('a page consumer that counts the shards of a topic differently', () => {
  it('owns and reads nothing, says so, and begins once the count is mended', async () => {
    const topic = uniqueName('counted');
    const { redis, publish } = publisher({ [topic]: 4 });
    await Promise.all(numbers.map((n) => publish(topic, n)));
    const errors: string[] = [];
    const seen: number[] = [];
    const consumer = new StreamPageConsumer({
      ...{ url, topic, group: 'pages', leaseMs: 1_000 },
      positionOf: async () => 0,
      onPage: async ({ entries }) => void seen.push(...entries.map(({ position }) => position)),
      onError: (error) => errors.push(String(error)),
    });
    consumers.push(consumer);
    consumer.start();
    await until(() => errors.length >= 2);
    expect(new Set(errors)).toEqual(
      new Set([`ShardCountError: topic ${topic} was created with 4 shards and cannot be used with 8`]),
    );
    expect([consumer.owned, seen, await redis.keys(`mrc:{${topic}:*lease*`)]).toEqual([[], [], []]);
    await redis.hset(keys.topic(topic), 'shards', 8);
    await until(() => seen.length === numbers.length);
  });
});
