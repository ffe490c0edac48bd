// T7, foreign claim. Proves: when a stranger claims by hand what a worker holds, running or waiting in its lane, the worker
// finishes it once, takes nothing up twice, and acknowledges it; what the stranger was given beforehand is taken back.
import { strictEqual } from 'node:assert';
import { assertAllFinished, assertKeyOrder, started } from '../evidence.mjs';
import { orphans } from '../lost.mjs';
import { library, until } from '../world.mjs';

const COUNT = 40;

export const foreignClaim = {
  name: 'T7c',
  title: 'a stranger claims what a worker handles',
  async play(world) {
    world.shards = 1;
    const server = { leaseMs: 1_500, concurrency: 4 };
    const worker = await world.worker({ server });
    const redis = world.connection();
    const publisher = world.publisher();
    await publisher.publish(COUNT, (n) => ({ key: `k${n % 10}`, ms: 300 }), { batch: COUNT });
    const stream = library().keys.stream(world.topic, 0);
    await until('work is under way', () => started(world.evidence()).length >= 4);
    const ids = publisher.published.map(({ n }) => `${n}-0`);
    let claimed = 0;
    // Again and again, as an operator's script would do that does not know of leases.
    const claiming = setInterval(async () => {
      const got = await redis.xclaim(stream, 'g', 'stranger', 0, ...ids, 'JUSTID').catch(() => []);
      claimed += got.length;
    }, 200);
    const finishedAll = until('all finished', () => started(world.evidence()).length >= COUNT);
    await finishedAll.finally(() => clearInterval(claiming));
    await until('nothing is pending any more', async () => (await orphans(redis, world)) === 0);
    // A read by a stranger takes new entries out of the shard: they are his until he has been silent for a lease.
    worker.signal('SIGSTOP');
    await publisher.publish(COUNT, (n) => ({ key: `k${n % 10}` }), { batch: COUNT });
    await redis.xreadgroup('GROUP', 'g', 'stranger', 'COUNT', COUNT / 2, 'STREAMS', stream, '>');
    worker.signal('SIGCONT');
    await until('what the stranger took is done, too', () => started(world.evidence()).length >= 2 * COUNT);
    await until('nothing is pending any more', async () => (await orphans(redis, world)) === 0);
    const evidence = world.evidence();
    assertAllFinished(evidence, publisher.published);
    strictEqual(started(evidence).length, 2 * COUNT, 'nothing was begun twice');
    assertKeyOrder(evidence.filter(({ n }) => n <= COUNT));
    return `${claimed} claims, ${2 * COUNT} messages begun once each`;
  },
};
