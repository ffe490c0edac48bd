import { ok } from 'node:assert';
import {
  assertAllFinished,
  assertKeyOrder,
  countDuplicates,
  countFinished,
  finished,
  monotonicMs,
} from '../evidence.mjs';
import { until } from '../world.mjs';

const LEASE_MS = 1_500;
const ACK_WINDOW = 64;

/** T1: one of two workers is killed in the middle of its batch. */
export const killMidBatch = {
  name: 'T1',
  title: 'kill -9 of one of two workers in the middle of a batch',
  repeat: 5,
  async play(world) {
    const settings = { server: { leaseMs: LEASE_MS, ackWindow: ACK_WINDOW } };
    const [victim] = await Promise.all([world.worker(settings), world.worker(settings)]);
    const publisher = world.publisher();
    const publishing = publisher.publish(3_000, (n) => ({ key: `k${(n * 7) % 61}`, ms: 2 }), { everyMs: 20 });
    await until(
      'the victim is at work',
      () => finished(world.evidence()).filter(({ pid }) => pid === victim.pid).length > 200 + Math.random() * 400,
    );
    await victim.kill();
    const killedAt = monotonicMs();
    await publishing;
    await until(
      () => `all finished: ${countFinished(world.evidence())}`,
      () => countFinished(world.evidence()) === 3_000,
    );
    const evidence = world.evidence();
    assertAllFinished(evidence, publisher.published);
    assertKeyOrder(evidence);
    const duplicates = countDuplicates(evidence);
    ok(duplicates <= ACK_WINDOW, `${duplicates} duplicates`);
    const recovered = recoveryMs(evidence, victim.pid, killedAt);
    ok(recovered < LEASE_MS + 2_000, `the orphaned shards were taken up after ${recovered} ms`);
    return `3,000 messages, ${duplicates} duplicates, orphans taken up after ${Math.round(recovered)} ms`;
  },
};

/** From the kill to the first handling in the last of the victim's shards by another process. */
function recoveryMs(evidence, victim, killedAt) {
  const shards = new Set(evidence.filter(({ pid }) => pid === victim).map(({ shard }) => shard));
  const firsts = [...shards].map(
    (shard) =>
      evidence.find((line) => line.shard === shard && line.pid !== victim && line.ms > killedAt)?.ms ?? killedAt,
  );
  return Math.max(...firsts) - killedAt;
}
