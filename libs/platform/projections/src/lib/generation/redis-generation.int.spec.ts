import { Redis } from 'ioredis';
import { claimRedisDatabase } from '@mercury/platform/testing';
import { checkpointKey, digestKeys, redisPrefix } from './redis-generation';

describe('a generation in Redis', () => {
  let database: Awaited<ReturnType<typeof claimRedisDatabase>>;
  let redis: Redis;
  beforeEach(async () => {
    database = await claimRedisDatabase();
    redis = new Redis(database.url, { protocol: 2 });
  });
  afterEach(async () => {
    redis.disconnect();
    await database.free();
  });

  const one = redisPrefix({ name: 'spec' }, 1);
  const other = redisPrefix({ name: 'spec' }, 2);

  async function write(prefix: string, order: (names: string[]) => string[]) {
    for (const name of order(['a', 'b', 'c'])) {
      await redis.set(`${prefix}string:${name}`, name);
      await redis.hset(`${prefix}hash`, name, 1);
      await redis.sadd(`${prefix}set`, `member ${name}`);
      await redis.zadd(`${prefix}zset`, name.charCodeAt(0), name);
    }
    await redis.rpush(`${prefix}list`, 'first', 'second');
    await redis.mset(Object.fromEntries(Array.from({ length: 450 }, (_, index) => [`${prefix}many:${index}`, index])));
  }

  it('has the digest of its content, whatever the order of writing and wherever its parts are', async () => {
    await write(one, (names) => names);
    await write(other, (names) => names.reverse());
    await redis.hset(checkpointKey(other), '3', 41);
    expect(await digestKeys(redis, one)).toBe(await digestKeys(redis, other));
  });

  it.each<[string, (prefix: string) => Promise<unknown>]>([
    ['string', (prefix) => redis.set(`${prefix}many:449`, 'x')],
    ['hash', (prefix) => redis.hincrby(`${prefix}hash`, 'a', 1)],
    ['set', (prefix) => redis.srem(`${prefix}set`, 'member a')],
    ['sorted set', (prefix) => redis.zincrby(`${prefix}zset`, 1, 'a')],
    ['list', (prefix) => redis.lset(`${prefix}list`, 0, 'second')],
    ['key', (prefix) => redis.rename(`${prefix}list`, `${prefix}tsil`)],
  ])('has another digest when one %s differs', async (_, change) => {
    await write(one, (names) => names);
    const before = await digestKeys(redis, one);
    await change(one);
    expect(await digestKeys(redis, one)).not.toBe(before);
  });
});
