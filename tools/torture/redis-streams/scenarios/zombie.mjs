// T7, zombie. Proves: a worker that is frozen in the middle of its handlers, loses its leases and wakes up again begins nothing
// more under its old right; what its handlers still try is refused by the fence, changes nothing, and is neither counted as a
// failed try of the entry nor made a dead letter; every message takes effect exactly once.
import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { setTimeout as delay } from 'node:timers/promises';
import { lettersOf } from '../dead-letters.mjs';
import { assertAllFinished, assertKeyOrder, assertOneOwner, finished, monotonicMs, started } from '../evidence.mjs';
import { until } from '../world.mjs';

const LEASE_MS = 1_500;
const CONCURRENCY = 16;
const make = (n) => ({ key: `k${n % 41}`, ms: 20 });

export const zombie = {
  name: 'T7',
  title: 'a worker frozen past its lease wakes up in the middle of its handlers',
  async play(world) {
    // One try only: a refusal that counted would make a dead letter at once.
    const settings = { ledger: true, server: { leaseMs: LEASE_MS, concurrency: CONCURRENCY, retry: { attempts: 1 } } };
    const [victim] = await Promise.all([world.worker(settings), world.worker(settings)]);
    const publisher = world.publisher();
    const publishing = publisher.publish(4_000, make, { batch: 16, everyMs: 10 });
    const by = (lines, pid) => lines.filter((line) => line.pid === pid);
    await until('the victim is at work', () => by(finished(world.evidence()), victim.pid).length > 100);
    victim.signal('SIGSTOP');
    const frozenAt = monotonicMs();
    await delay(50);
    const before = world.evidence();
    const shards = new Set(by(before, victim.pid).map(({ shard }) => shard));
    const taken = () =>
      [...shards].every((shard) =>
        finished(world.evidence()).some(
          (line) => line.shard === shard && line.pid !== victim.pid && line.ms > frozenAt,
        ),
      );
    await until('others have taken over', taken);
    const takenAfter = Math.max(...[...shards].map((shard) => firstOf(world, shard, victim.pid, frozenAt) - frozenAt));
    ok(takenAfter < LEASE_MS + 2_000, `taken over after ${takenAfter} ms`);
    const seen = world.evidence().length;
    victim.signal('SIGCONT');
    const refused = () => world.evidence().filter(({ what, pid }) => what === 'R' && pid === victim.pid);
    await until('the zombie is refused', () => refused().length > 0);
    await publishing;
    await until('all finished', () => new Set(finished(world.evidence()).map(({ n }) => n)).size === 4_000);
    const evidence = world.evidence();
    assertAllFinished(evidence, publisher.published);
    assertKeyOrder(evidence);
    const redis = world.connection();
    const effects = (await redis.lrange('ledger:g', 0, -1)).map(Number);
    strictEqual(effects.length, 4_000, 'every message takes effect once');
    assertEffectsInOrder(effects);
    const isOld = ({ pid, shard, fence }) => pid === victim.pid && fence <= latestFence(before, shard);
    ok(refused().every(isOld), 'only what had an old right is refused');
    // Between its last look at the lease and the first line of a handler lie the steps of Nest: in them it was frozen.
    const strays = started(evidence.slice(seen)).filter(isOld);
    ok(strays.length <= CONCURRENCY, `the zombie began ${strays.length} under an old right`);
    assertOneOwner(evidence.filter((line) => !strays.includes(line)));
    for (let shard = 0; shard < world.shards; shard += 1)
      deepStrictEqual(await lettersOf(redis, world.topic, shard, 'g'), [], 'no dead letters');
    const woken = by(started(evidence.slice(seen)), victim.pid).length - strays.length;
    const figures = `taken over after ${Math.round(takenAfter)} ms, ${refused().length} effects of the zombie refused`;
    return `${figures}, it began ${strays.length} under an old right, ${woken} under new ones`;
  },
};

function assertEffectsInOrder(effects) {
  const last = new Map();
  for (const n of effects) {
    const { key } = make(n);
    ok(n > (last.get(key) ?? 0), `${n} of ${key} took effect after ${last.get(key)}`);
    last.set(key, n);
  }
}

function firstOf(world, shard, victim, since) {
  return finished(world.evidence()).find((line) => line.shard === shard && line.pid !== victim && line.ms > since).ms;
}

function latestFence(evidence, shard) {
  return Math.max(...evidence.filter((line) => line.shard === shard).map(({ fence }) => fence));
}
