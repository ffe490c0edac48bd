// T10. Proves: while workers come and go in order under load (1 → 3 → 2), each shard has one owner at any time, handed over
// only when the one before has ended; keys stay in order, nothing is handled twice, and every worker gets its share.
import { deepStrictEqual, strictEqual } from 'node:assert';
import {
  assertAllFinished,
  assertKeyOrder,
  assertOneOwner,
  assertSerialKeys,
  assertStrictHandover,
  countDuplicates,
  countFinished,
} from '../evidence.mjs';
import { longestSilence } from '../lost.mjs';
import { until } from '../world.mjs';

export const scale = {
  name: 'T10',
  title: 'one worker, three, two, under load',
  async play(world) {
    world.shards = 8;
    const settings = { server: { leaseMs: 1_500 } };
    const first = await world.worker(settings);
    const publisher = world.publisher();
    const publishing = publisher.publish(1_000_000, (n) => ({ key: `k${n % 67}`, ms: 5 }), { batch: 16, everyMs: 10 });
    const shares = () => sharesOf(world);
    await until('one owns all', async () => (await shares()).join() === '8');
    const more = await Promise.all([world.worker(settings), world.worker(settings)]);
    await until('three share', async () => (await shares()).join() === '2,3,3');
    await flow(world);
    await first.kill('SIGTERM');
    await until('two share', async () => (await shares()).join() === '4,4');
    await flow(world);
    publisher.stopped = true;
    await publishing;
    await until('all finished', () => countFinished(world.evidence()) === publisher.published.length);
    const evidence = world.evidence().filter(({ what }) => what !== 'D');
    assertAllFinished(evidence, publisher.published);
    assertKeyOrder(evidence);
    assertOneOwner(evidence);
    assertStrictHandover(evidence);
    assertSerialKeys(evidence);
    strictEqual(countDuplicates(evidence), 0);
    deepStrictEqual(
      more.map(({ alive }) => alive),
      [true, true],
    );
    const fences = new Set(evidence.map(({ shard, fence }) => `${shard} ${fence}`)).size;
    return `${publisher.published.length} messages, ${fences} ownerships of 8 shards, longest silence ${Math.round(longestSilence(evidence))} ms`;
  },
};

/** How many shards each living worker owns, ascending. */
async function sharesOf(world) {
  const stats = await Promise.all(world.workers.filter(({ alive }) => alive).map((worker) => worker.stats()));
  return stats.map(({ owned }) => owned.length).sort((a, b) => a - b);
}

/** A while of work as things stand now. */
async function flow(world) {
  const count = countFinished(world.evidence()) + 500;
  await until('work goes on', () => countFinished(world.evidence()) >= count);
}
