import { redriveLetters } from '../operations/redrive-letters';
import { LaneWorld, numberOf } from '../testing/lane-world';
import { until } from '../testing/until';

const url = process.env['MERCURY_TEST_REDIS_URL'] as string;
/** Takes about 200 kB in memory: five have room. */
const LARGE = 'x'.repeat(100_000);
const credit = { entries: 100, bytes: 1 << 20 };

describe('A shard with large entries', () => {
  let world: LaneWorld;
  beforeEach(async () => (world = await LaneWorld.open(url)));
  afterEach(() => world.close());

  it('reads no more of them than its bytes allow, from the first read on', async () => {
    await world.publish('a', numbers(40), LARGE);
    const lanes = await world.own({ credit, handle: () => new Promise(() => undefined) });
    while ((await world.read(lanes)) > 0) expect(lanes.inFlight).toBeLessThanOrEqual(6);
    expect(lanes.inFlight).toBeGreaterThan(2);
  });

  it.each([
    ['its owner', false],
    ['the next owner', true],
  ])('takes back no more redriven ones either, and its keys keep their order with %s', async (_, handOver) => {
    let broken = true;
    let most = 0;
    const handled: number[] = [];
    const handle = async (entry: Parameters<typeof numberOf>[0]) => {
      most = Math.max(most, lanes.inFlight);
      if (broken && numberOf(entry) === 1) throw new Error('cannot do 1');
      handled.push(numberOf(entry));
    };
    let lanes = await world.own({ credit, handle });
    await world.publish('a', numbers(20), LARGE);
    while ((await world.redis.xlen(world.names.letters)) < 20) await world.read(lanes);
    broken = false;
    most = 0;
    await redriveLetters(world.redis, world.topic, world.group, {}, { wait: async () => undefined });
    if (handOver) await lanes.close(0);
    await world.publish('a', [21]);
    await world.read(lanes, 1);
    if (handOver) lanes = await world.own({ credit, handle });
    else await lanes.look();
    await until(() => handled.length === 21);
    expect(handled).toEqual(numbers(21));
    expect(most).toBeLessThanOrEqual(7);
  });
});

function numbers(to: number): number[] {
  return Array.from({ length: to }, (_, index) => index + 1);
}
