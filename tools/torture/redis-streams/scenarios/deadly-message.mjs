// T13. Proves: a message whose handler takes the process down with it is a dead letter after three processes have died of it;
// the messages that ran or waited beside it are all handled, and none of them is a dead letter.
import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { lettersOf } from '../dead-letters.mjs';
import { assertKeyOrder, countFinished, finished, started } from '../evidence.mjs';
import { library, until } from '../world.mjs';

const COUNT = 300;
const DEADLY = 120;
const DEATHS = 3;

export const deadlyMessage = {
  name: 'T13',
  title: 'a message that ends its process',
  async play(world) {
    const server = { leaseMs: 900, onPoison: 'continue', maxCrashes: DEATHS };
    const publisher = world.publisher();
    const make = (n) => ({ key: `k${n % 30}`, ms: n === DEADLY ? 5 : 20, exit: n === DEADLY });
    await publisher.publish(COUNT, make);
    let deaths = 0;
    let worker = await world.worker({ server });
    const redis = world.connection();
    const shard = library().shardOf(make(DEADLY).key, world.shards);
    // What a supervisor does: it starts what has died.
    for (;;) {
      const over = until('all others are finished', () => countFinished(world.evidence()) === COUNT - 1);
      const died = await Promise.race([worker.exited.then(() => true), over.then(() => false)]);
      over.catch(() => undefined);
      if (!died) break;
      deaths += 1;
      ok(deaths <= DEATHS, `${deaths} processes have died`);
      worker = await world.worker({ server });
    }
    await until('it is a dead letter', async () => (await lettersOf(redis, world.topic, shard, 'g')).length > 0);
    for (let at = 0; at < world.shards; at += 1) {
      const letters = await lettersOf(redis, world.topic, at, 'g');
      const expected = at === shard ? [DEADLY] : [];
      deepStrictEqual(
        letters.map(({ n }) => n),
        expected,
      );
      if (at === shard) ok(/processes ended/.test(letters[0].reason), letters[0].reason);
    }
    const evidence = world.evidence();
    strictEqual(deaths, DEATHS);
    strictEqual(started(evidence).filter(({ n }) => n === DEADLY).length, DEATHS);
    assertKeyOrder(evidence);
    const again = finished(evidence).length - countFinished(evidence);
    return `${deaths} deaths, 1 dead letter, ${COUNT - 1} neighbours handled, ${again} of them again`;
  },
};
