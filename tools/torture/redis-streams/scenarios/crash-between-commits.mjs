// T18. Proves: a later message of one key that is finished and acknowledged does not take an earlier one of another key of the
// same shard with it: after a kill in between, the earlier one is handled, also when Redis has lost the group meanwhile and
// it begins again at the durable position.
import { ok, strictEqual } from 'node:assert';
import { assertAllFinished, assertKeyOrder, finished, started } from '../evidence.mjs';
import { library, until } from '../world.mjs';

const LEASE_MS = 900;
const LATER = 30;

export const crashBetweenCommits = {
  name: 'T18',
  title: 'a crash between the commits of two keys of one shard',
  async play(world) {
    world.shards = 1;
    const { keys } = library();
    const stream = keys.stream(world.topic, 0);
    const redis = world.connection();
    const publisher = world.publisher();
    const settings = { positions: true, server: { leaseMs: LEASE_MS } };
    for (const groupIsLost of [false, true]) {
      const worker = await world.worker(settings);
      await publisher.publish(10, () => ({ key: 'before' }));
      await until('all before is saved', () => world.savedPosition('g', 0) === publisher.published.length);
      const slow = publisher.published.length + 1;
      await publisher.publish(1, () => ({ key: 'A', ms: 60_000 }));
      await publisher.publish(LATER, () => ({ key: 'B' }));
      // In this order: while no B is read yet, A alone is pending as well.
      await until('B has committed', () => finished(world.evidence()).filter(({ n }) => n > slow).length === LATER);
      await until('A alone is not acknowledged', async () => {
        const [pending, lowest] = await redis.xpending(stream, 'g');
        return pending === 1 && lowest === `${slow}-0`;
      });
      await worker.kill();
      ok(world.savedPosition('g', 0) < slow, 'the durable position is before A');
      if (groupIsLost) await redis.xgroup('DESTROY', stream, 'g');
      // Its successor is quick with everything.
      const successor = await world.worker({ ...settings, workAtMostMs: 0 });
      await until('A is handled', () => finished(world.evidence()).some(({ n }) => n === slow));
      strictEqual(started(world.evidence()).filter(({ n }) => n === slow).length, 2);
      await until('nothing is pending', async () => (await redis.xpending(stream, 'g'))[0] === 0);
      await successor.kill('SIGTERM');
    }
    const evidence = world.evidence();
    assertAllFinished(evidence, publisher.published);
    assertKeyOrder(evidence);
    const again = finished(evidence).length - publisher.published.length;
    return `2 crashes, one with the group lost; nothing skipped, ${again} handled again`;
  },
};
