// What is true after answers were lost.
import { deepStrictEqual, ok } from 'node:assert';
import { assertAllFinished, assertKeyOrder, countFinished, finished } from './evidence.mjs';
import { library, until } from './world.mjs';

/** BLOCK + 3 s: no wait of the transport lasts longer. A second for a machine that has other things to do. */
export const READ_LIMIT_MS = 2_000 + 3_000 + 1_000;

/** Every entry id of the topic, in order. */
export async function storedIds(redis, { topic, shards }) {
  const { keys } = library();
  const all = [];
  for (let shard = 0; shard < shards; shard += 1)
    for (const [id] of await redis.xrange(keys.stream(topic, shard), '-', '+')) all.push(id);
  return all.sort((a, b) => parseInt(a, 10) - parseInt(b, 10));
}

/** Entries that are delivered and not acknowledged. */
export async function orphans(redis, { topic, shards }, group = 'g') {
  const { keys } = library();
  let pending = 0;
  for (let shard = 0; shard < shards; shard += 1)
    pending += (await redis.xpending(keys.stream(topic, shard), group))[0];
  return pending;
}

/** The longest time in which nothing was finished, from the first finish to the last. */
export function longestSilence(evidence) {
  const times = finished(evidence)
    .map(({ ms }) => ms)
    .sort((a, b) => a - b);
  return times.reduce((most, ms, at) => Math.max(most, ms - (times[at - 1] ?? ms)), 0);
}

/**
 * Waits until all that was published is finished and nothing is pending; then nothing is missing, stored twice or out of order,
 * and work never stood still for longer than the read limit. Returns the longest silence in ms.
 */
export async function assertArrivedOnce(world, { published }) {
  await until('all finished', () => countFinished(world.evidence()) === published.length);
  const redis = world.connection();
  await until('nothing is pending any more', async () => (await orphans(redis, world)) === 0, READ_LIMIT_MS);
  const evidence = world.evidence();
  assertAllFinished(evidence, published);
  assertKeyOrder(evidence);
  deepStrictEqual(
    await storedIds(redis, world),
    published.map(({ n }) => `${n}-0`),
  );
  const silence = longestSilence(evidence);
  ok(silence < READ_LIMIT_MS, `nothing was finished for ${silence} ms`);
  return Math.round(silence);
}
