import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { RedisStreamsClient } from '../client/redis-streams.client';
import type { RedisStreamsServer } from '../server/redis-streams.server';
import { keys } from '../keys';
import { shardOf } from '../shard-of';
import { startConsumer } from '../testing/start-consumer';
import { until } from '../testing/until';
import { dropLetters } from './drop-letters';
import { findLetters } from './find-letters';
import { inspectShards } from './inspect-shards';
import { groupNamed, topicNamed, type KnownTopic } from './known-topics';
import { listPending } from './list-pending';
import { redriveLetters } from './redrive-letters';
import { resumeShards } from './resume-shards';
import { retireGroup } from './retire-group';
import type { GroupFigures } from './shard-figures';

const url = process.env['MERCURY_TEST_REDIS_URL'] as string;
const TYPE = 'spec.happened.v1';

interface Happened {
  readonly n: number;
}

describe('operations on the streams', () => {
  const name = `ops-${randomUUID().slice(0, 8)}`;
  const topic: KnownTopic = { name, shards: 2 };
  const client = new RedisStreamsClient({ url, shards: { [name]: 2 } });
  const redis = client.unwrap<Redis>();
  const broken = new Set<number>();
  const seen: Record<string, number[]> = { failing: [], other: [] };
  const servers: RedisStreamsServer[] = [];
  let position = 0;

  const publish = (key: string, n: number) =>
    client.publish(name, {
      type: TYPE,
      key,
      data: { n },
      position: (position += 1),
      headers: { ts: Date.now() - 5_000 },
    });
  const figures = async (group: string): Promise<GroupFigures[]> =>
    (await inspectShards(redis, topic, { group })).flatMap(({ groups }) => groups);
  const total = async (group: string, of: (figure: GroupFigures) => number) =>
    (await figures(group)).reduce((sum, figure) => sum + of(figure), 0);

  beforeAll(async () => {
    servers.push(
      await startConsumer<Happened>({ url, group: 'failing', topics: [name] }, TYPE, ({ n }) => {
        if (broken.has(n)) throw new Error(`cannot do ${n}`);
        seen['failing']?.push(n);
      }),
      await startConsumer<Happened>({ url, group: 'other', topics: [name] }, TYPE, ({ n }) => {
        seen['other']?.push(n);
      }),
    );
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.close()));
    client.close();
  });

  it('know the topics and groups that are there, and say so of one that is not', async () => {
    await until(async () => (await figures('failing')).length === 2);
    expect(await topicNamed(redis, name)).toEqual(topic);
    await expect(topicNamed(redis, 'nothing')).rejects.toThrow(/There is no topic nothing\. Topics: .*ops-/);
    await expect(groupNamed(redis, topic, 'nobody')).rejects.toThrow('Groups: failing, other.');
  });

  it('list dead letters with their reason, and whom they hold up', async () => {
    for (const n of [1, 2]) broken.add(n);
    for (const n of [1, 2, 3]) await publish('a', n);
    await publish('b', 4);
    await until(async () => (await total('failing', ({ deadLetters }) => deadLetters)) === 3);
    const letters = await findLetters(redis, topic, 'failing', { key: 'a' }, 10);
    expect(letters.map(({ data, error, attempts, parked }) => ({ data, error, attempts, parked }))).toEqual([
      { data: '{"n":1}', error: 'cannot do 1', attempts: 2, parked: false },
      { data: '{"n":2}', error: 'parked behind a dead letter of its key', attempts: 0, parked: true },
      { data: '{"n":3}', error: 'parked behind a dead letter of its key', attempts: 0, parked: true },
    ]);
    expect(letters[0]?.stack).toContain('cannot do 1');
    expect(await findLetters(redis, topic, 'failing', { id: letters[1]?.originalId }, 10)).toEqual([letters[1]]);
    expect(await findLetters(redis, topic, 'failing', { error: /cannot/ }, 10)).toEqual([letters[0]]);
    expect(await findLetters(redis, topic, 'failing', {}, 2)).toHaveLength(2);
    expect(await total('failing', ({ parkedKeys }) => parkedKeys)).toBe(1);
  });

  it('redrive to the failing group alone, in order, and move nothing twice', async () => {
    seen['failing'] = [];
    await until(() => seen['other']?.length === 4);
    const dry = await redriveLetters(redis, topic, 'failing', { error: /cannot do/ }, { dryRun: true });
    expect([dry.chosen.length, dry.moved]).toEqual([3, 0]);
    broken.clear();
    const waits: number[] = [];
    const wait = async (ms: number) => void waits.push(ms);
    const report = await redriveLetters(redis, topic, 'failing', { key: 'a' }, { rate: 2, wait });
    expect([report.moved, waits]).toEqual([3, [1_000]]);
    await until(() => seen['failing']?.length === 3);
    expect(seen['failing']).toEqual([1, 2, 3]);
    expect((await redriveLetters(redis, topic, 'failing', { key: 'a' })).moved).toBe(0);
    expect(seen['other']).toHaveLength(4);
    await until(async () => (await total('failing', ({ redriven }) => redriven)) === 0);
    expect(await total('failing', ({ parkedKeys }) => parkedKeys)).toBe(0);
  });

  it('drop letters for good, and free their key', async () => {
    broken.add(10);
    for (const n of [10, 11]) await publish('d', n);
    await until(async () => (await total('failing', ({ deadLetters }) => deadLetters)) === 2);
    expect(await dropLetters(redis, topic, 'failing', { key: 'd' }, { dryRun: true })).toEqual({
      meant: 2,
      dropped: 0,
    });
    expect(await dropLetters(redis, topic, 'failing', { key: 'd' })).toEqual({ meant: 2, dropped: 2 });
    expect(await total('failing', ({ deadLetters, parkedKeys }) => deadLetters + parkedKeys)).toBe(0);
  });

  it('show what is pending: who holds it, how often it failed, and its age', async () => {
    let release = () => undefined as void;
    const held = new Promise<void>((resolve) => (release = resolve));
    const slow = await startConsumer<Happened>({ url, group: 'slow', topics: [name] }, TYPE, () => held);
    await until(async () => (await total('slow', ({ pending }) => pending)) === position);
    const [first] = await listPending(redis, topic, 'slow', 1);
    expect(first).toMatchObject({ group: 'slow', failed: 0, pattern: TYPE });
    expect(first?.consumer).toContain(String(process.pid));
    expect(await listPending(redis, topic, 'slow', 3)).toHaveLength(3);
    const ages = (await figures('slow')).filter(({ pending }) => pending > 0);
    for (const { oldestPendingSeconds } of ages) expect(oldestPendingSeconds).toBeGreaterThanOrEqual(5);
    release();
    servers.push(slow);
  });

  it('count a lag that Redis does not know, up to a limit', async () => {
    const shard = shardOf('a', 2);
    await redis.xgroup('CREATE', keys.stream(name, shard), 'late', '2-0');
    const [late] = (await inspectShards(redis, topic, { group: 'late', countAtMost: 2 })).flatMap(
      ({ groups }) => groups,
    );
    expect(late).toMatchObject({ shard, lag: 2, lagIsFloor: true, holdsTrim: false, exists: true, owner: '' });
  });

  it('retire a group that nobody consumes any more, and no other', async () => {
    await expect(retireGroup(redis, topic, 'other')).rejects.toThrow(/other is consumed by .*stop its processes/);
    const gone = await startConsumer<Happened>({ url, group: 'gone', topics: [name] }, TYPE, () => undefined);
    await until(
      async () => (await figures('gone')).every(({ owner }) => owner) && (await figures('gone')).length === 2,
    );
    await gone.close();
    await expect(retireGroup(redis, topic, 'gone', { dryRun: true })).resolves.toMatchObject({ shards: 2 });
    expect(await figures('gone')).toHaveLength(2);
    await retireGroup(redis, topic, 'gone');
    expect(await figures('gone')).toEqual([]);
  });

  it('let a halted shard go on', async () => {
    const handled: number[] = [];
    const halting = await startConsumer<Happened>(
      { url, group: 'halting', topics: [name], onPoison: 'halt-shard' },
      TYPE,
      ({ n }) => {
        if (broken.has(n)) throw new Error(`cannot do ${n}`);
        handled.push(n);
      },
    );
    servers.push(halting);
    await until(async () => (await figures('halting')).some(({ halted }) => halted === 'cannot do 10'));
    broken.clear();
    expect(await resumeShards(redis, topic, 'halting')).toEqual([shardOf('d', 2)]);
    await until(() => handled.includes(10) && handled.includes(11));
    expect(await resumeShards(redis, topic, 'halting')).toEqual([]);
  });
});
