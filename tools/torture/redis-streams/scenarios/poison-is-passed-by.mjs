// T5, continue. Proves: the poison alone becomes a dead letter after exactly the configured tries, its key goes on behind it
// in order, and a redrive brings it back.
import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { lettersOf, marksOf, noMarks, redrive } from '../dead-letters.mjs';
import { assertAllFinished, assertKeyOrder, countDuplicates, finished, started } from '../evidence.mjs';
import { library, until } from '../world.mjs';

const COUNT = 400;
const ATTEMPTS = 3;
const POISON = 101;
const retry = { attempts: ATTEMPTS, baseMs: 20, capMs: 80 };
const make = (n) => ({ key: `k${n % 25}`, fail: n === POISON });

export const poisonIsPassedBy = {
  name: 'T5c',
  title: 'poison is passed by with `continue`',
  async play(world) {
    await world.worker({ server: { retry, onPoison: 'continue' } });
    const redis = world.connection();
    const publisher = world.publisher();
    await publisher.publish(COUNT, make, { batch: 25 });
    await until('all others are finished', () => finished(world.evidence()).length === COUNT - 1);
    const { key } = make(POISON);
    const shard = library().shardOf(key, world.shards);
    const letters = await lettersOf(redis, world.topic, shard, 'g');
    deepStrictEqual(
      letters.map(({ n }) => n),
      [POISON],
    );
    assertKeyOrder(world.evidence());
    ok(started(world.evidence()).filter(({ n }) => n === POISON).length === ATTEMPTS, `${ATTEMPTS} tries`);
    writeFileSync(world.healedFile, '');
    strictEqual(await redrive(redis, world, 'g'), 1);
    await until('the redriven one is finished', () => finished(world.evidence()).length === COUNT);
    assertAllFinished(world.evidence(), publisher.published);
    strictEqual(countDuplicates(world.evidence()), 0);
    await until(
      'nothing is remembered of handled entries',
      async () => JSON.stringify(await marksOf(redis, world.topic, shard, 'g')) === JSON.stringify(noMarks),
    );
    return `${ATTEMPTS} tries, 1 dead letter, redriven`;
  },
};
