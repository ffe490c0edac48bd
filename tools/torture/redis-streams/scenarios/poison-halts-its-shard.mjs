// T5, halt-shard. Proves: a halted shard handles nothing more and says why, readiness shows it, other shards go on, and once
// an operator lifts the halt everything is handled in order, nothing is lost and nothing happens twice.
import { deepStrictEqual, strictEqual } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { lettersOf, marksOf, noMarks } from '../dead-letters.mjs';
import { assertAllFinished, assertKeyOrder, countDuplicates, finished, started } from '../evidence.mjs';
import { library, until } from '../world.mjs';

const COUNT = 400;
const ATTEMPTS = 3;
const POISON = 101;
const retry = { attempts: ATTEMPTS, baseMs: 20, capMs: 80 };
const make = (n) => ({ key: `k${n % 25}`, fail: n === POISON });

export const poisonHaltsItsShard = {
  name: 'T5h',
  title: 'poison halts its shard until an operator lifts it',
  async play(world) {
    const worker = await world.worker({ server: { retry, onPoison: 'halt-shard' } });
    const { keys, resumeShards, shardOf } = library();
    const redis = world.connection();
    const publisher = world.publisher();
    await publisher.publish(COUNT, make, { batch: 25 });
    const shard = shardOf(make(POISON).key, world.shards);
    const halted = keys.halted(world.topic, shard, 'g');
    await until('the shard is halted', async () => (await redis.exists(halted)) === 1);
    const elsewhere = publisher.published.filter(({ key }) => shardOf(key, world.shards) !== shard);
    const isElsewhere = (line) => line.shard !== shard;
    await until(
      'the other shards are finished',
      () => finished(world.evidence()).filter(isElsewhere).length === elsewhere.length,
    );
    const { id, error } = await redis.hgetall(halted);
    deepStrictEqual([id, error], [`${POISON}-0`, `message ${POISON} is poison`]);
    const { ready, owned } = await worker.stats();
    deepStrictEqual([ready, owned.filter((each) => each.halted).map((each) => each.shard)], [true, [shard]]);
    const still = world.evidence().length;
    await delay(300);
    strictEqual(world.evidence().length, still, 'a halted shard handles nothing');
    strictEqual(started(world.evidence()).filter(({ n }) => n === POISON).length, ATTEMPTS);

    writeFileSync(world.healedFile, '');
    deepStrictEqual(await resumeShards(redis, { name: world.topic, shards: world.shards }, 'g'), [shard]);
    await until('everything is finished', () => finished(world.evidence()).length === COUNT);
    const evidence = world.evidence();
    assertAllFinished(evidence, publisher.published);
    assertKeyOrder(evidence);
    strictEqual(countDuplicates(evidence), 0);
    deepStrictEqual(await lettersOf(redis, world.topic, shard, 'g'), []);
    await until(
      'nothing is remembered of handled entries',
      async () => JSON.stringify(await marksOf(redis, world.topic, shard, 'g')) === JSON.stringify(noMarks),
    );
    strictEqual((await worker.stats()).owned.filter((each) => each.halted).length, 0);
    return `${elsewhere.length} of ${COUNT} flowed meanwhile, ${COUNT - elsewhere.length} in order afterwards`;
  },
};
