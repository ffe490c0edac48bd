// T3. Proves: after FLUSHALL, XGROUP DESTROY and DEL of a shard, each once under a blocked read and once under load, a worker
// goes on by itself at its durable position: nothing is lost, nothing below that position is handled again, each fault costs
// five log lines at most, and work is under way again within the lease + 2 s.
import { ok } from 'node:assert';
import { setTimeout as delay } from 'node:timers/promises';
import { assertAllFinished, assertKeyOrder, countFinished, finished, monotonicMs } from '../evidence.mjs';
import { library, until } from '../world.mjs';

const LEASE_MS = 1_500;
const LOG_LINES = 5;
const COUNT = 400;

/** What is done to Redis, and whether entries went with it, so that the relay has to bring them back. */
const faults = [
  { name: 'FLUSHALL', refill: true, strike: (redis) => redis.flushall() },
  { name: 'XGROUP DESTROY', refill: false, strike: (redis, stream) => redis.xgroup('DESTROY', stream, 'g') },
  { name: 'DEL', refill: true, strike: (redis, stream) => redis.del(stream) },
];

export const redisForgets = {
  name: 'T3',
  title: 'FLUSHALL, XGROUP DESTROY and DEL, under a blocked read and under load',
  async play(world) {
    const worker = await world.worker({ positions: true, server: { leaseMs: LEASE_MS } });
    const redis = world.connection();
    const publisher = world.publisher();
    const { keys } = library();
    const streams = Array.from({ length: world.shards }, (_, shard) => keys.stream(world.topic, shard));
    const slowest = { name: '', ms: 0 };
    let redone = 0;
    for (const { name, refill, strike } of faults)
      for (const underLoad of [false, true]) {
        await publisher.publish(COUNT, (n) => ({ key: `k${n % 17}`, ms: underLoad ? 3 : 0 }), { batch: 100 });
        if (!underLoad) await allFinished(world, publisher);
        // Positions are saved with each heartbeat.
        if (!underLoad) await until('positions are saved', async () => positionsOf(world).every(isSaved(publisher)));
        const saved = positionsOf(world);
        const [logged, seen] = [worker.log.length, world.evidence().length];
        const struckAt = monotonicMs();
        for (const stream of streams) await strike(redis, stream);
        if (refill) await publisher.insist(publisher.published);
        await publisher.publish(COUNT, (n) => ({ key: `k${n % 17}` }), { batch: 100 });
        await allFinished(world, publisher);
        // What is logged belatedly counts as well.
        await delay(200);
        const lines = worker.log.length - logged;
        ok(lines <= LOG_LINES, `${name}: ${lines} log lines:\n${worker.log.slice(logged).join('\n')}`);
        const again = world.evidence().slice(seen);
        for (const { n, shard } of again)
          ok(n > saved[shard], `${name}: ${n} was handled again, ${saved[shard]} was saved`);
        const fresh = finished(again).find(({ n }) => n > publisher.published.length - COUNT);
        const ms = fresh.ms - struckAt;
        if (ms > slowest.ms) Object.assign(slowest, { name, ms });
        ok(ms < LEASE_MS + 2_000, `${name}${underLoad ? ' under load' : ''}: new work was handled after ${ms} ms`);
        redone = finished(world.evidence()).length - publisher.published.length;
      }
    const evidence = world.evidence();
    assertAllFinished(evidence, publisher.published);
    assertKeyOrder(evidence);
    ok(worker.alive, 'the worker lives');
    const { counters } = await worker.stats();
    const figures = `${counters.groupsRemade} groups made again at their position, ${redone} handled again behind it`;
    return `${figures}, slowest recovery ${Math.round(slowest.ms)} ms (${slowest.name}), ${worker.log.length} log lines in all`;
  },
};

const allFinished = (world, publisher) =>
  until(
    () => `all finished: ${countFinished(world.evidence())} of ${publisher.published.length}`,
    () => countFinished(world.evidence()) === publisher.published.length,
  );

/** The durable position of each shard. */
function positionsOf(world) {
  return Array.from({ length: world.shards }, (_, shard) => world.savedPosition('g', shard));
}

function isSaved(publisher) {
  const { shardOf } = library();
  const last = new Map();
  for (const { n, key } of publisher.published) last.set(shardOf(key, 4), n);
  return (position, shard) => position === (last.get(shard) ?? 0);
}
