// T8. Proves: with a trimmer at work and one of two groups stopped, nothing is trimmed that it has not handled, nor while its
// group is missing for a moment; when it is back it handles everything; lengths are bounded as soon as both have; and a
// group that is gone for good holds everything until it is retired.
import { ok, strictEqual } from 'node:assert';
import { assertAllFinished, assertKeyOrder, finished } from '../evidence.mjs';
import { storedIds } from '../lost.mjs';
import { library, until } from '../world.mjs';

const MIN_LENGTH = 50;
const COUNT = 4_000;
// Redis trims by whole nodes of a hundred entries.
const NODE = 100;

export const trimming = {
  name: 'T8',
  title: 'two groups, one stopped, one gone for good, with a trimmer at work',
  async play(world) {
    world.shards = 2;
    const { keys, retireGroup, StreamTrimmer } = library();
    const redis = world.connection();
    const errors = [];
    const trimmer = new StreamTrimmer({
      url: world.url,
      topics: [{ name: world.topic, shards: world.shards }],
      minLength: MIN_LENGTH,
      everyMs: 100,
      onError: (error) => errors.push(error),
    });
    world.clients.push({ close: () => void trimmer.stop() });
    const start = (group) => world.worker({ group, server: { leaseMs: 1_500 } });
    const [, stopping] = await Promise.all([start('quick'), start('slow')]);
    const publisher = world.publisher();
    const publish = (count) => publisher.publish(count, (n) => ({ key: `k${n % 31}` }), { batch: 100 });
    const ofGroup = (group) => world.evidence().filter((line) => line.group === group);
    const all = (group) =>
      until(`${group} has finished`, () => finished(ofGroup(group)).length === publisher.published.length);
    trimmer.start();

    await publish(500);
    await Promise.all([all('quick'), all('slow')]);
    await stopping.kill('SIGTERM');
    const handled = finished(ofGroup('slow')).length;
    await publish(COUNT);
    await all('quick');
    // Several looks later everything that the stopped group has not seen is still there.
    await looks(trimmer, world, (report) => report.heldBy === 'slow');
    const stored = await storedIds(redis, world);
    const needed = publisher.published.slice(handled).map(({ n }) => `${n}-0`);
    ok(
      needed.every((id) => stored.includes(id)),
      'everything is there that the stopped group has not handled',
    );

    // Its group vanishes for a moment (an operator's mistake, a failover): its data must not be freed in it.
    for (let shard = 0; shard < world.shards; shard += 1)
      await redis.xgroup('DESTROY', keys.stream(world.topic, shard), 'slow');
    await looks(trimmer, world, ({ refusal }) => refusal.includes('slow'));
    strictEqual(
      (await storedIds(redis, world)).length,
      stored.length,
      'nothing was trimmed while the group was missing',
    );
    for (let shard = 0; shard < world.shards; shard += 1) {
      const last = Math.max(
        ...finished(ofGroup('slow'))
          .filter((line) => line.shard === shard)
          .map(({ n }) => n),
      );
      await redis.xgroup('CREATE', keys.stream(world.topic, shard), 'slow', `${last}-0`);
    }

    await start('slow');
    await all('slow');
    await until(
      'both are through, and lengths are bounded',
      async () => (await longest(redis, world)) <= MIN_LENGTH + NODE,
    );

    // A group that came once and never comes back.
    for (let shard = 0; shard < world.shards; shard += 1) {
      await redis.xgroup('CREATE', keys.stream(world.topic, shard), 'gone', '$');
      await redis.sadd(keys.groups(world.topic, shard), 'gone');
    }
    await publish(1_000);
    await Promise.all([all('quick'), all('slow')]);
    await looks(trimmer, world, (report) => report.heldBy === 'gone');
    const held = await longest(redis, world);
    ok(held > MIN_LENGTH + NODE, `${held} entries are held by the group that is gone`);
    await retireGroup(redis, { name: world.topic, shards: world.shards }, 'gone');
    await until('retiring it frees them', async () => (await longest(redis, world)) <= MIN_LENGTH + NODE);
    for (const group of ['quick', 'slow']) {
      assertAllFinished(ofGroup(group), publisher.published);
      strictEqual(finished(ofGroup(group)).length, publisher.published.length);
    }
    assertKeyOrder(world.evidence());
    strictEqual(errors.length, 0, String(errors[0]));
    return `${needed.length} entries kept for the stopped group, ${held} a shard for the one gone, then ${await longest(redis, world)}`;
  },
};

/** Three looks of the trimmer at all shards, each of which says this. */
async function looks(trimmer, world, expected) {
  const seen = new Set();
  await until(
    () => `three such looks: ${JSON.stringify(trimmer.reports)}`,
    () => {
      const { reports } = trimmer;
      if (reports.length === world.shards && reports.every(expected)) seen.add(reports);
      return seen.size >= 3;
    },
  );
}

async function longest(redis, { topic, shards }) {
  const { keys } = library();
  const all = Array.from({ length: shards }, (_, shard) => redis.xlen(keys.stream(topic, shard)));
  return Math.max(...(await Promise.all(all)));
}
