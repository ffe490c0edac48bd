import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { keys } from '../keys';
import { until } from '../testing/until';
import { StreamTrimmer, type StreamTrimmerOptions } from './stream-trimmer';
import { trimShard } from './trim-shard';

const url = process.env['MERCURY_TEST_REDIS_URL'] as string;
const redis = new Redis(url, { protocol: 2 });
afterAll(() => void redis.disconnect());

/** A shard with entries 1-0 … n-0. Redis frees streams by nodes of 100 entries. */
async function shardWith(entries: number): Promise<string> {
  const topic = `trim-${randomUUID().slice(0, 8)}`;
  const pipeline = redis.pipeline();
  for (let n = 1; n <= entries; n += 1) pipeline.xadd(keys.stream(topic, 0), `${n}-0`, 'k', 'a', 'p', 't', 'd', '{}');
  await pipeline.exec();
  return topic;
}

/** A group that has seen the first `seen` entries and acknowledged all but the last `pending` of them. */
async function groupAt(topic: string, group: string, seen: number, pending = 0): Promise<void> {
  const stream = keys.stream(topic, 0);
  await redis.xgroup('CREATE', stream, group, '0');
  await redis.sadd(keys.groups(topic, 0), group);
  await redis.xreadgroup('GROUP', group, 'somebody', 'COUNT', seen, 'STREAMS', stream, '>');
  const done = Array.from({ length: seen - pending }, (_, at) => `${at + 1}-0`);
  if (done.length > 0) await redis.xack(stream, group, ...done);
}

const first = async (topic: string) => (await redis.xrange(keys.stream(topic, 0), '-', '+', 'COUNT', 1))[0]?.[0];

describe('trimShard', () => {
  it('keeps what the slowest group has not finished, and names it', async () => {
    const topic = await shardWith(500);
    await groupAt(topic, 'fast', 500);
    await groupAt(topic, 'slow', 450, 100);
    const dry = await trimShard(redis, topic, 0, { minLength: 0, dryRun: true });
    expect(dry).toMatchObject({ entries: 350, keptFrom: '351-0', heldBy: 'slow', refusal: '' });
    expect(await first(topic)).toBe('1-0');
    expect(await trimShard(redis, topic, 0, { minLength: 0 })).toMatchObject({ entries: 300, heldBy: 'slow' });
    expect(await first(topic)).toBe('301-0');
  });

  it('names nobody when every group has seen everything', async () => {
    const topic = await shardWith(250);
    await groupAt(topic, 'fast', 250);
    await groupAt(topic, 'also', 250);
    expect(await trimShard(redis, topic, 0, { minLength: 0 })).toMatchObject({
      entries: 200,
      heldBy: '',
      heldSeconds: 0,
    });
  });

  it('keeps everything for a group that has not begun', async () => {
    const topic = await shardWith(250);
    await redis.xgroup('CREATE', keys.stream(topic, 0), 'new', '0');
    await redis.sadd(keys.groups(topic, 0), 'new');
    for (const dryRun of [true, false]) {
      const report = await trimShard(redis, topic, 0, { minLength: 0, dryRun });
      expect(report).toMatchObject({ entries: 0, keptFrom: '0-0', heldBy: 'new', refusal: '' });
    }
  });

  it('leaves a short shard alone', async () => {
    const topic = await shardWith(250);
    await groupAt(topic, 'fast', 250);
    expect(await trimShard(redis, topic, 0, { minLength: 250 })).toMatchObject({ entries: 0, refusal: '' });
  });

  it('keeps what a group may come back to after Redis was emptied', async () => {
    const topic = await shardWith(500);
    await groupAt(topic, 'fast', 500);
    const floor = { group: 'fast', id: '249-18446744073709551615' };
    expect(await trimShard(redis, topic, 0, { minLength: 0, floor })).toMatchObject({ entries: 200, heldBy: 'fast' });
    expect(await first(topic)).toBe('201-0');
  });

  it('refuses while a group is missing that must be asked, and while none is known', async () => {
    const topic = await shardWith(300);
    expect((await trimShard(redis, topic, 0, { minLength: 0 })).refusal).toBe('no group is known');
    await groupAt(topic, 'here', 300);
    await redis.sadd(keys.groups(topic, 0), 'gone');
    const refused = await trimShard(redis, topic, 0, { minLength: 0 });
    expect(refused).toMatchObject({ entries: 0, heldBy: 'gone', refusal: 'group gone is missing' });
    expect(await first(topic)).toBe('1-0');
  });

  it('remembers since when a group has held the shard at one place', async () => {
    const topic = await shardWith(300);
    await groupAt(topic, 'slow', 100);
    expect((await trimShard(redis, topic, 0, { minLength: 0 })).heldSeconds).toBe(0);
    await redis.hset(keys.trimmed(topic, 0), 'since', Date.now() - 90_000);
    expect((await trimShard(redis, topic, 0, { minLength: 0 })).heldSeconds).toBeGreaterThanOrEqual(90);
    await redis.xreadgroup('GROUP', 'slow', 'somebody', 'COUNT', 1, 'STREAMS', keys.stream(topic, 0), '>');
    expect((await trimShard(redis, topic, 0, { minLength: 0 })).heldSeconds).toBe(0);
  });
});

describe('StreamTrimmer', () => {
  const trimmers: StreamTrimmer[] = [];
  const start = (topic: string, more: Partial<StreamTrimmerOptions> = {}) => {
    const topics = [{ name: topic, shards: 1 }];
    const onError = (error: unknown) => errors.push(String(error));
    const trimmer = new StreamTrimmer({ url, topics, everyMs: 20, minLength: 0, onError, ...more });
    trimmers.push(trimmer);
    trimmer.start();
    return trimmer;
  };
  const errors: string[] = [];
  afterEach(async () => {
    await Promise.all(trimmers.splice(0).map((trimmer) => trimmer.stop()));
    errors.length = 0;
  });

  it('trims as long as it holds the lease, and the next one after it', async () => {
    const topic = await shardWith(300);
    await groupAt(topic, 'fast', 300);
    const leader = start(topic);
    await until(() => leader.reports.length === 1);
    const second = start(topic);
    const looked = second.lastSuccessAt;
    await until(() => second.lastSuccessAt > looked);
    expect([second.reports.length, await first(topic)]).toEqual([0, '201-0']);
    await leader.stop();
    await until(() => second.reports.length === 1);
  });

  it('cries for a group that stands still and holds much', async () => {
    const topic = await shardWith(300);
    await groupAt(topic, 'slow', 100);
    const trimmer = start(topic, { staleMs: 50, staleBytes: 1_000 });
    await until(() => trimmer.stale.length === 1);
    expect(trimmer.stale[0]).toMatchObject({ topic, shard: 0, heldBy: 'slow' });
    expect(trimmer.stale[0]?.bytes).toBeGreaterThan(1_000);
  });

  it('trims nothing while it cannot learn how far groups have got for certain', async () => {
    const topic = await shardWith(300);
    await groupAt(topic, 'fast', 300);
    start(topic, { floors: () => Promise.reject(new Error('the database is away')) });
    await until(() => errors.length >= 2);
    expect(errors[0]).toContain('the database is away');
    expect(await first(topic)).toBe('1-0');
  });
});
