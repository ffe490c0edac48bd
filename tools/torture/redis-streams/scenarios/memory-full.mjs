// T14. Proves: when Redis is full, publishers are told so in a clear error, one that waits for memory and one that does not;
// a worker can start and take everything over and handle it nevertheless, poison included; and once trimming has made room
// publishing goes on by itself.
import { ok, strictEqual } from 'node:assert';
import { lettersOf } from '../dead-letters.mjs';
import { assertAllFinished, assertKeyOrder, finished } from '../evidence.mjs';
import { library, until } from '../world.mjs';

const PAD = 'x'.repeat(4_000);
const ROOM = 6 << 20;
const POISON = 5;

export const memoryFull = {
  name: 'T14',
  title: 'Redis reaches its memory limit',
  async play(world) {
    const { PublisherPausedError, StreamTrimmer, shardOf } = library();
    const redis = world.connection();
    const used = Number(/used_memory:(\d+)/.exec(await redis.info('memory'))[1]);
    await redis.config('SET', 'maxmemory', used + ROOM);
    const server = { leaseMs: 1_500, onPoison: 'continue', retry: { attempts: 2, baseMs: 5, capMs: 10 } };
    // Groups must be known before anything is trimmed, and the first of them dies with work in its hands.
    const first = await world.worker({ server, workMs: 60_000 });

    const pushing = world.publisher({ backPressure: { maxMemoryShare: 1 } });
    const make = (n) => ({ key: `k${n % 11}`, pad: PAD, fail: n === POISON });
    let full;
    while (!full) {
      const n = pushing.next++;
      await pushing.send({ n, ...make(n) }).then(
        () => pushing.published.push({ n, ...make(n) }),
        (error) => (full = error),
      );
    }
    strictEqual(full.code, 'transport.unavailable');
    ok(/OOM|maxmemory/.test(`${full.message} ${full.cause?.message}`), `a clear reason: ${full.message}`);
    const waiting = world.publisher({ backPressure: { maxPauseMs: 1_000 } });
    const send = () => waiting.send({ n: pushing.next, ...make(pushing.next) });
    // Its first message is sent while it has not looked at the memory yet.
    await until('the waiting publisher is paused', async () => {
      const refused = await send().catch((error) => error);
      return refused instanceof PublisherPausedError && /% of its memory/.test(refused.message);
    });
    await first.kill();

    const trimmer = new StreamTrimmer({
      url: world.url,
      topics: [{ name: world.topic, shards: world.shards }],
      minLength: 0,
      everyMs: 200,
      onError: () => undefined,
    });
    const patient = world.publisher({ backPressure: { maxPauseMs: 30_000 } });
    patient.next = pushing.next;
    const resumed = patient.publish(500, make, { batch: 20 });
    await world.worker({ server });
    const done = () => finished(world.evidence()).length;
    await until('the backlog is handled', () => done() >= pushing.published.length - 1, 30_000);
    trimmer.start();
    try {
      await resumed;
      await until('what came later is handled', () => done() >= pushing.published.length - 1 + 500, 30_000);
    } finally {
      await trimmer.stop();
    }
    const published = [...pushing.published, ...patient.published];
    assertAllFinished(
      world.evidence(),
      published.filter(({ n }) => n !== POISON),
    );
    assertKeyOrder(world.evidence());
    const letters = await lettersOf(redis, world.topic, shardOf(make(POISON).key, world.shards), 'g');
    strictEqual(letters.map(({ n }) => n).join(), String(POISON));
    return `${pushing.published.length} messages filled it, all handled, 500 more after it resumed`;
  },
};
