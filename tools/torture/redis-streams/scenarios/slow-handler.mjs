// T6. Proves: with a backlog of ten thousand messages and handlers that take longer than the lease, no more run at once than
// `concurrency` allows, memory stays bounded, what is held is marked as being worked on, and nothing is delivered twice.
import { ok, strictEqual } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { assertAllFinished, assertKeyOrder, finished, started } from '../evidence.mjs';
import { library, until } from '../world.mjs';

const BACKLOG = 10_000;
const CONCURRENCY = 16;
const LEASE_MS = 2_500;
const WORK_MS = 3_500;
const MIB = 1 << 20;

export const slowHandler = {
  name: 'T6',
  title: 'handlers slower than the lease, ten thousand messages behind them',
  async play(world) {
    const server = { leaseMs: LEASE_MS, concurrency: CONCURRENCY };
    const worker = await world.worker({ server, workMs: WORK_MS, quickWhenHealed: true });
    const idle = (await worker.stats()).rss;
    const publisher = world.publisher();
    const pad = 'x'.repeat(2_000);
    await publisher.publish(BACKLOG, (n) => ({ key: `k${n % 499}`, pad }), { batch: 250 });
    const redis = world.connection();
    const { keys } = library();
    let most = 0;
    let pendingMost = 0;
    await until('two rounds of slow handlers', async () => {
      const { rss } = await worker.stats();
      most = Math.max(most, rss);
      for (let shard = 0; shard < world.shards; shard += 1) {
        const stream = keys.stream(world.topic, shard);
        const [pending] = await redis.xpending(stream, 'g');
        pendingMost = Math.max(pendingMost, pending);
        // The beat comes three times in a lease.
        const silent = await redis.xpending(stream, 'g', 'IDLE', LEASE_MS, '-', '+', 1);
        strictEqual(silent.length, 0, `an entry was held in silence: ${silent}`);
      }
      return finished(world.evidence()).length >= 2 * CONCURRENCY;
    });
    writeFileSync(world.healedFile, '');
    await until('all finished', () => finished(world.evidence()).length === BACKLOG, 60_000);
    const evidence = world.evidence();
    assertAllFinished(evidence, publisher.published);
    assertKeyOrder(evidence);
    strictEqual(started(evidence).length, BACKLOG, 'nothing was begun twice');
    const { counters, inFlightMost, rss } = await worker.stats();
    strictEqual(counters.redelivered + counters.reclaimed, 0);
    ok(inFlightMost <= CONCURRENCY, `${inFlightMost} ran at once`);
    const grown = (Math.max(most, rss) - idle) / MIB;
    ok(grown < 150, `memory grew by ${grown} MiB`);
    return `${inFlightMost} at once, ${pendingMost} held in a shard at most, memory + ${Math.round(grown)} MiB, 0 redelivered`;
  },
};
