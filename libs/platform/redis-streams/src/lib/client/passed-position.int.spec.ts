import type { Redis } from 'ioredis';
import { keys } from '../keys';
import { redisUrl, uniqueName } from '../testing/contract-world';
import { RedisStreamsClient } from './redis-streams.client';

describe('a position that is not above the last of its shard', () => {
  let client: RedisStreamsClient;
  let redis: Redis;
  let topic: string;
  let stream: string;
  beforeEach(() => {
    topic = uniqueName('passed');
    stream = keys.stream(topic, 0);
    client = new RedisStreamsClient({ url: redisUrl(), shards: { [topic]: 1 } });
    redis = client.unwrap<Redis>();
  });
  afterEach(() => client.close());

  const publish = (position: number) => client.publish(topic, { type: 't.v1', key: 'k', data: {}, position });
  const passed = (position: number) => ({
    code: 'transport.position_passed',
    retryable: false,
    message: `position ${position} is not in ${stream}, and a later one is: it can no longer be published`,
  });
  const ids = async () => (await redis.xrange(stream, '-', '+')).map(([id]) => id);

  it('is refused with an error when a later one overtook it, so that nobody takes it for published', async () => {
    await publish(4);
    expect(await publish(6)).toBe('6-0');
    await expect(publish(5)).rejects.toMatchObject(passed(5));
    expect(await ids()).toEqual(['4-0', '6-0']);
  });

  it('is refused also when the one that overtook it is the first of all', async () => {
    await publish(6);
    await expect(publish(5)).rejects.toMatchObject(passed(5));
  });

  it('was there already when the stream has it', async () => {
    await publish(4);
    await publish(6);
    expect([await publish(4), await publish(6)]).toEqual([null, null]);
  });

  it('counts as there already when it is older than what trimming has left', async () => {
    for (const position of [4, 5, 6]) await publish(position);
    await redis.xtrim(stream, 'MINID', '6');
    expect(await publish(4)).toBeNull();
    await redis.xtrim(stream, 'MAXLEN', 0);
    expect(await publish(6)).toBeNull();
  });

  it('is told apart from those that travel with it', async () => {
    await publish(4);
    await publish(6);
    const answers = await Promise.allSettled([4, 5, 6, 7].map(publish));
    expect(answers).toMatchObject([{ value: null }, { reason: passed(5) }, { value: null }, { value: '7-0' }]);
    expect(client.appended.get(stream)).toEqual({ appended: 3, duplicates: 2, failed: 1 });
  });

  it('is refused where entries have the time as their id', async () => {
    await client.publish(topic, { type: 't.v1', key: 'k', data: {} });
    await expect(publish(5)).rejects.toMatchObject(passed(5));
  });
});
