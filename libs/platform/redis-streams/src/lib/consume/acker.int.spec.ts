import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { redisUser, type RedisUser } from '../testing/redis-user';
import { until } from '../testing/until';
import { Acker, type AckTarget } from './acker';

const url = process.env['MERCURY_TEST_REDIS_URL'] as string;
const WINDOW = 4;

describe.each([
  ['one Redis', true],
  ['a Cluster', false],
])('Acker on %s', (_, together) => {
  const stream = `acker-${randomUUID().slice(0, 8)}`;
  const acknowledged: string[] = [];
  const target: AckTarget = {
    ...{ stream, group: 'g', marks: [] },
    acknowledged: (ids) => void acknowledged.push(...ids),
  };
  let user: RedisUser;
  let redis: Redis;
  const refusedAt: number[] = [];
  let acker: Acker;

  const deliver = async (from: number, to: number) => {
    for (let n = from; n <= to; n += 1) await redis.xadd(stream, `${n}-0`, 'n', n);
    await redis.xreadgroup('GROUP', 'g', 'c', 'STREAMS', stream, '>');
  };
  const finish = (from: number, to: number) => {
    for (let n = from; n <= to; n += 1) acker.add(target, `${n}-0`, false);
  };
  const pending = async () => (await redis.xpending(stream, 'g'))[0];

  beforeAll(async () => {
    user = await redisUser(url);
    redis = new Redis(user.url);
    await redis.xgroup('CREATE', stream, 'g', '0', 'MKSTREAM');
    acker = new Acker(redis, WINDOW, 1, together, () => refusedAt.push(Date.now()));
  });
  afterAll(async () => {
    acker.stop();
    await redis.del(stream);
    redis.disconnect();
    await user.remove();
  });

  it('sends what Redis refuses again after pauses, however much it is, and loses nothing', async () => {
    await deliver(1, 3 * WINDOW);
    await user.rule('-xack');
    finish(1, 3 * WINDOW);
    // Three windows, each refused once; then all of it together, after 100 and 200 ms.
    await until(() => refusedAt.length >= 5);
    const [first = 0, , , fourth = 0, fifth = 0] = refusedAt;
    expect(fourth - first).toBeGreaterThan(90);
    expect(fifth - fourth).toBeGreaterThan(190);
    await user.rule('+xack');
    await until(async () => (await pending()) === 0);
    expect(acknowledged).toHaveLength(3 * WINDOW);
  });

  it('sends at once what was refused when it is told to flush', async () => {
    await deliver(101, 102);
    await user.rule('-xack');
    finish(101, 102);
    await acker.flush();
    await user.rule('+xack');
    await acker.flush();
    expect(await pending()).toBe(0);
  });
});
