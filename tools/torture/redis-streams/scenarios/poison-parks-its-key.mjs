// T5, park-key. Proves: an entry that always fails is tried exactly as often as configured; the dead letters of its group hold
// it and the later entries of its key in their order, and nothing else; other keys do not wait for it; a redrive handles
// them in order, before what comes later; another group sees neither the failure nor the redrive.
import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { lettersOf, marksOf, noMarks, redrive } from '../dead-letters.mjs';
import { assertAllFinished, assertKeyOrder, countDuplicates, finished, started } from '../evidence.mjs';
import { library, until } from '../world.mjs';
import { writeFileSync } from 'node:fs';

const KEYS = 26;
const ROUNDS = 20;
const ATTEMPTS = 4;
const TRY_MS = 400;
const POISON = 2 * KEYS + 1;

const keyOf = (n) => String.fromCharCode(65 + ((n - 1) % KEYS));
const isA = ({ key }) => key === 'A';
const numbers = (lines) => lines.map(({ n }) => n);

export const poisonParksItsKey = {
  name: 'T5',
  title: 'poison on one key of twenty-six: parked, redriven in order',
  async play(world) {
    const server = { retry: { attempts: ATTEMPTS, baseMs: 20, capMs: 80 }, onPoison: 'park-key' };
    await Promise.all([world.worker({ group: 'g', server }), world.worker({ group: 'other', server })]);
    const redis = world.connection();
    const publisher = world.publisher();
    const make = (n) => ({ key: keyOf(n), ...(n === POISON ? { fail: 'g', ms: TRY_MS } : {}) });
    await publisher.publish(KEYS * ROUNDS, make, { batch: KEYS });
    const shard = library().shardOf('A', world.shards);
    const parked = publisher.published.filter((message) => isA(message) && message.n >= POISON);
    await until(
      'the poison and its successors are dead letters',
      async () => (await lettersOf(redis, world.topic, shard, 'g')).length === parked.length,
    );
    const letters = await lettersOf(redis, world.topic, shard, 'g');
    deepStrictEqual(numbers(letters), numbers(parked), 'the dead letters are the poison and its successors, in order');
    ok(letters[0].reason.includes('is poison'), letters[0].reason);
    strictEqual(letters[0].attempts, ATTEMPTS);
    for (let at = 0; at < world.shards; at += 1)
      if (at !== shard) deepStrictEqual(await lettersOf(redis, world.topic, at, 'g'), [], `shard ${at} has none`);

    const others = publisher.published.filter((message) => !isA(message) || message.n < POISON);
    const ofGroup = (group) => world.evidence().filter((line) => line.group === group);
    await until('the other keys are finished', () => finished(ofGroup('g')).length === others.length);
    await until('the other group has all', () => finished(ofGroup('other')).length === publisher.published.length);
    const before = ofGroup('g');
    const tries = started(before).filter(({ n }) => n === POISON);
    deepStrictEqual(
      tries.map(({ attempt }) => attempt),
      Array.from({ length: ATTEMPTS }, (_, at) => at + 1),
    );
    const slowest = slowestMs(before, publisher.published, ({ n }) => n !== POISON);
    const headMs = tries.at(-1).ms - tries[0].ms;
    ok(slowest < headMs, `another key took ${slowest} ms, the failing one ${headMs} ms`);

    writeFileSync(world.healedFile, '');
    const seenByOther = ofGroup('other').length;
    strictEqual(await redrive(redis, world, 'g'), letters.length);
    strictEqual(await redrive(redis, world, 'g'), 0, 'a repeated redrive moves nothing');
    await publisher.publish(KEYS, (n) => ({ key: keyOf(n) }));
    await until('everything is finished', () => finished(ofGroup('g')).length === publisher.published.length);
    await until('the other group has the later ones', () => ofGroup('other').length === seenByOther + 2 * KEYS);
    const evidence = ofGroup('g');
    assertAllFinished(evidence, publisher.published);
    assertKeyOrder(world.evidence());
    strictEqual(countDuplicates(evidence), 0);
    deepStrictEqual(await lettersOf(redis, world.topic, shard, 'g'), []);
    await until(
      'nothing is remembered of handled entries',
      async () => JSON.stringify(await marksOf(redis, world.topic, shard, 'g')) === JSON.stringify(noMarks),
    );
    const figures = `${tries.length} tries in ${Math.round(headMs)} ms, ${letters.length} dead letters in order`;
    return `${figures}, slowest other key ${Math.round(slowest)} ms, redriven in order`;
  },
};

/** The longest time from Redis' word that it has a message to its first start. */
function slowestMs(evidence, published, counts) {
  const sentAt = new Map(published.map(({ n, publishedMs }) => [n, publishedMs]));
  const firsts = new Map();
  for (const line of started(evidence)) if (!firsts.has(line.n)) firsts.set(line.n, line);
  return Math.max(...[...firsts.values()].filter(counts).map(({ n, ms }) => ms - sentAt.get(n)));
}
