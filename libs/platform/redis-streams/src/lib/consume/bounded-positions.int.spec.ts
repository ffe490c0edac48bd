import type { Redis } from 'ioredis';
import { RedisStreamsClient } from '../client/redis-streams.client';
import { keys } from '../keys';
import { redisUrl, uniqueName } from '../testing/contract-world';
import { startConsumer } from '../testing/start-consumer';
import { until } from '../testing/until';
import { BoundedPositions } from './bounded-positions';
import type { DurablePositions } from './durable-positions';

const TYPE = 'spec.happened.v1';
const never = () => new Promise<never>(() => undefined);

describe('positions that do not answer', () => {
  const frozen: DurablePositions = { load: never, save: never };

  it('are given up', async () => {
    const positions = new BoundedPositions(frozen, 5);
    await expect(positions.load('t', 0, 'g')).rejects.toThrow('positions.load has not answered in 5 ms');
    await expect(positions.save('t', 0, 'g', '1-0')).rejects.toThrow('positions.save has not answered in 5 ms');
  });

  it('are asked for one mark of a shard at a time, and for none that was given up', async () => {
    const asked: string[] = [];
    let answer = (): void => undefined;
    const slow: DurablePositions = {
      load: never,
      save: (_topic, shard, _group, id) => {
        asked.push(`${shard} ${id}`);
        return new Promise((resolve) => (answer = resolve));
      },
    };
    const positions = new BoundedPositions(slow, 20);
    for (const id of ['1-0', '2-0']) await expect(positions.save('t', 0, 'g', id)).rejects.toThrow();
    const last = positions.save('t', 0, 'g', '3-0');
    answer();
    await until(() => asked.length === 2);
    answer();
    await last;
    expect(asked).toEqual(['0 1-0', '0 3-0']);
  });

  it('keep a consumer neither from reading, nor from its end', async () => {
    const topic = uniqueName('frozen');
    const client = new RedisStreamsClient({ url: redisUrl(), shards: { [topic]: 2 } });
    const redis = client.unwrap<Redis>();
    for (const shard of [0, 1]) await redis.xgroup('CREATE', keys.stream(topic, shard), 'g', '0', 'MKSTREAM');
    let handled = 0;
    const server = await startConsumer(
      { url: redisUrl(), group: 'g', topics: [topic], positions: frozen },
      TYPE,
      () => {
        handled += 1;
      },
    );
    await client.publish(topic, { type: TYPE, key: 'k', data: {} });
    await until(() => handled === 1);
    let closed = false;
    void server.close().then(() => (closed = true));
    await until(() => closed);
    expect(await redis.mget(...[0, 1].map((shard) => keys.lease(topic, shard, 'g')))).toEqual([null, null]);
    client.close();
  });
});
