import { findLetters } from '../operations/find-letters';
import { redriveLetters } from '../operations/redrive-letters';
import { LaneWorld, numberOf } from '../testing/lane-world';
import { until } from '../testing/until';
import type { LaneShard } from './lane-shard';

const url = process.env['MERCURY_TEST_REDIS_URL'] as string;

describe('Redriven letters of one key', () => {
  let world: LaneWorld;
  let lanes: LaneShard;
  const broken = new Set<number>();
  const handled: number[] = [];
  /** The run of this entry ends when the spec says so. */
  let held: { n: number; begun: boolean; end: () => void; ended: Promise<void> } | undefined;

  const hold = (n: number) => {
    let end = () => undefined as void;
    const ended = new Promise<void>((resolve) => (end = resolve));
    return (held = { n, begun: false, end, ended });
  };
  const handle = async (entry: Parameters<typeof numberOf>[0]) => {
    const n = numberOf(entry);
    if (held?.n === n) {
      held.begun = true;
      await held.ended;
    }
    if (broken.has(n)) throw new Error(`cannot do ${n}`);
    handled.push(n);
  };
  const letters = async () =>
    (await findLetters(world.redis, world.topic, world.group, {}, 100)).map(({ data }) => JSON.parse(data).n as number);
  const redrive = (wait: () => Promise<unknown> = async () => undefined) =>
    redriveLetters(world.redis, world.topic, world.group, {}, { rate: 2, wait });
  const refused = () => world.errors.some((error) => String(error).includes('NOPERM'));
  /** Entries 1 … n are dead letters: the first failed, the others stand behind it. */
  const bury = async (n: number) => {
    broken.add(1);
    await world.publish('a', range(1, n));
    await world.read(lanes);
    await until(async () => (await letters()).length === n);
    broken.clear();
  };

  beforeEach(async () => {
    held = undefined;
    handled.length = 0;
    world = await LaneWorld.open(url);
    lanes = await world.own({ handle });
  });
  afterEach(() => world.close());

  it('are handled in order when they come in several batches', async () => {
    await bury(7);
    const first = hold(1);
    await redrive(() => lanes.look());
    await lanes.look();
    await until(() => first.begun);
    first.end();
    await until(() => handled.length === 7);
    expect(handled).toEqual(range(1, 7));
  });

  it.each([
    ['its owner', false],
    ['the next owner', true],
  ])('follow the first when it dies again, also those that %s fetches later', async (_, handOver) => {
    await bury(6);
    broken.add(1);
    const first = hold(1);
    const steps = [
      () => lanes.look(),
      async () => {
        await until(() => first.begun);
        first.end();
        await until(async () => (await letters()).length === 4);
      },
    ];
    const report = await redrive(async () => steps.shift()?.());
    expect([report.chosen.length, report.moved]).toEqual([6, 4]);
    if (handOver) {
      await lanes.close(1_000);
      lanes = await world.own({ handle });
    }
    await lanes.look();
    await until(async () => (await letters()).length === 6);
    expect(handled).toEqual([]);
    await until(async () => (await world.redis.xlen(world.names.retries)) === 0);

    broken.clear();
    await redrive();
    await lanes.look();
    await until(() => handled.length === 6);
    expect(handled).toEqual(range(1, 6));
  });

  it('come before a newer entry, also when Redis breaks while they are fetched', async () => {
    await bury(3);
    await redrive();
    await world.user.rule('-xreadgroup');
    await world.publish('a', [4]);
    await world.read(lanes);
    await until(() => refused() || handled.length > 0);
    await world.user.rule('+xreadgroup');
    await until(() => handled.length === 4);
    expect(handled).toEqual(range(1, 4));
  });

  it('come before a newer entry, also when the answer that brought them was lost', async () => {
    await bury(3);
    await redrive();
    await world.user.rule('-xreadgroup');
    await world.loseRedriven(lanes);
    await world.publish('a', [4]);
    await world.read(lanes);
    await until(() => refused() || handled.length > 0);
    await world.user.rule('+xreadgroup');
    await until(() => handled.length === 4);
    expect(handled).toEqual(range(1, 4));
  });

  it('come before a newer entry, whoever fetches them first', async () => {
    await bury(3);
    await redrive();
    await world.publish('a', [4]);
    const reading = world.read(lanes);
    await Promise.all([lanes.look(), lanes.look(), lanes.look(), reading, lanes.look(), lanes.look()]);
    await until(() => handled.length === 4);
    expect(handled).toEqual(range(1, 4));
  });

  it('come before a newer entry that the owner before has left', async () => {
    await bury(3);
    await redrive();
    await lanes.close(0);
    await world.publish('a', [4]);
    await world.read(lanes, 1);
    lanes = await world.own({ handle });
    await lanes.look();
    await until(() => handled.length === 4);
    expect(handled).toEqual(range(1, 4));
  });
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
