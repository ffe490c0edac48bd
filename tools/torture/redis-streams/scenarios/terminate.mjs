// T9. Proves, for twenty workers that are told to end under load: what a handler has finished is never delivered again, what
// it has not begun is handled by others; modules are destroyed after the last handler; and no dead consumer keeps entries.
import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { setTimeout as delay } from 'node:timers/promises';
import {
  assertAllFinished,
  assertKeyOrder,
  assertStrictHandover,
  countDuplicates,
  countFinished,
} from '../evidence.mjs';
import { library, until } from '../world.mjs';

const ROUNDS = 5;
const TOGETHER = 4;

export const terminate = {
  name: 'T9',
  title: 'SIGTERM to twenty workers under load',
  async play(world) {
    world.shards = 8;
    const settings = { server: { leaseMs: 3_000, concurrency: 8 } };
    const start = () => Promise.all(Array.from({ length: TOGETHER }, () => world.worker(settings)));
    let workers = await start();
    const publisher = world.publisher();
    const publishing = publisher.publish(1_000_000, (n) => ({ key: `k${n % 67}`, ms: (n * 13) % 40 }), {
      batch: 8,
      everyMs: 20,
    });
    const codes = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const next = start();
      const at = countFinished(world.evidence());
      await until('work is under way', () => countFinished(world.evidence()) > at + 100);
      const leaving = workers.map(async (worker) => {
        await delay(Math.random() * 300);
        codes.push(await worker.kill('SIGTERM'));
      });
      await Promise.all(leaving);
      workers = await next;
    }
    publisher.stopped = true;
    await publishing;
    await until('all finished', () => countFinished(world.evidence()) === publisher.published.length);
    const evidence = world.evidence();
    const handlings = evidence.filter(({ what }) => what !== 'D');
    assertAllFinished(handlings, publisher.published);
    assertKeyOrder(handlings);
    assertStrictHandover(handlings);
    strictEqual(countDuplicates(handlings), 0);
    deepStrictEqual(
      codes,
      codes.map(() => 0),
      'every worker ended in order',
    );
    for (const { pid, index } of evidence.filter(({ what }) => what === 'D')) {
      const late = handlings.find((line) => line.pid === pid && line.index > index);
      ok(!late, `process ${pid} destroyed its module before the end of ${late?.n}`);
    }
    strictEqual(evidence.filter(({ what }) => what === 'D').length, codes.length);
    const left = await consumersOf(world);
    const living = workers.map(({ pid }) => String(pid));
    const dead = left.filter(({ name }) => !living.includes(name.split('.').at(-2)));
    for (const { name, pending } of dead) strictEqual(pending, 0, `${name} is gone and holds ${pending}`);
    // Those that left while they held entries: the next owner removes their names, the last ones have none yet.
    ok(dead.length <= TOGETHER * world.shards, `${dead.length} names are left behind`);
    return `${codes.length} ended, ${publisher.published.length} messages, 0 duplicates, ${dead.length} names left behind`;
  },
};

/** What Redis knows of the group's consumers, over all shards. */
async function consumersOf(world) {
  const redis = world.connection();
  const all = [];
  for (let shard = 0; shard < world.shards; shard += 1)
    for (const row of await redis.xinfo('CONSUMERS', library().keys.stream(world.topic, shard), 'g'))
      all.push({ name: row[row.indexOf('name') + 1], pending: row[row.indexOf('pending') + 1] });
  return all;
}
