// T2. Proves: when Redis is stopped, killed and started again from its append-only file under load, also after a time longer
// than every watchdog, or is frozen for so long, no message is lost and no process has to be started again: workers go on by themselves.
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
// BLOCK + 3 s is how long the longest watchdog waits.
const LONG_MS = 6_500;
const faults = [
  (world) => world.restartRedis('SIGTERM'),
  (world) => world.restartRedis('SIGKILL', 500),
  (world) => world.restartRedis('SIGKILL', LONG_MS),
  (world) => world.freezeRedis(LONG_MS),
];

export const redisRestarts = {
  name: 'T2',
  title: 'Redis is stopped, killed, away and frozen for longer than any watchdog, under load',
  async play(world) {
    const settings = { server: { leaseMs: LEASE_MS } };
    const workers = await Promise.all([world.worker(settings), world.worker(settings)]);
    const publisher = world.publisher();
    const publishing = publisher.publish(1_000_000, (n) => ({ key: `k${n % 37}`, ms: 1 }), { batch: 16, everyMs: 10 });
    const recoveries = [];
    for (const strike of faults) {
      const before = countFinished(world.evidence());
      await until('work is under way', () => countFinished(world.evidence()) > before + 300);
      await strike(world);
      const upAt = monotonicMs();
      // What was sent since cannot have been in a worker's memory.
      await until('both workers go on', () => workers.every(({ pid }) => firstMs(world, publisher, upAt, pid)), 30_000);
      const firsts = workers.map(({ pid }) => firstMs(world, publisher, upAt, pid) - upAt);
      recoveries.push(Math.max(...firsts));
    }
    publisher.stopped = true;
    await publishing;
    await until(
      () => `all finished: ${countFinished(world.evidence())} of ${publisher.published.length}`,
      () => countFinished(world.evidence()) === publisher.published.length,
    );
    const evidence = world.evidence();
    assertAllFinished(evidence, publisher.published);
    assertKeyOrder(evidence);
    ok(
      workers.every(({ alive }) => alive),
      'the workers live',
    );
    const slowest = Math.max(...recoveries);
    ok(slowest < LEASE_MS + 2_000, `work went on ${slowest} ms after Redis was back`);
    const figures = `${publisher.published.length} messages, ${countDuplicates(evidence)} duplicates, ${publisher.repeated} were there`;
    return `${figures}, went on after ${recoveries.map(Math.round).join(', ')} ms`;
  },
};

/** When a process finished the first message that was sent after Redis' return. */
function firstMs(world, publisher, upAt, pid) {
  const later = new Set(publisher.published.filter(({ sentMs }) => sentMs > upAt).map(({ n }) => n));
  return finished(world.evidence()).find((line) => line.pid === pid && later.has(line.n))?.ms;
}
