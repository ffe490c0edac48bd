import { LaneWorld, numberOf } from '../testing/lane-world';
import { until } from '../testing/until';
import { resumeShards } from '../operations/resume-shards';
import type { LaneShard } from './lane-shard';

const url = process.env['MERCURY_TEST_REDIS_URL'] as string;

describe('A shard that a poisonous entry halts', () => {
  let world: LaneWorld;
  let lanes: LaneShard;
  let poison = true;
  const handled: number[] = [];
  const open = async () => {
    world = await LaneWorld.open(url);
    lanes = await world.own({
      mode: 'halt-shard',
      handle: (entry) => {
        if (numberOf(entry) === 1 && poison) throw new Error('cannot do 1');
        handled.push(numberOf(entry));
      },
    });
  };
  const noted = () => world.redis.exists(world.names.halted);

  beforeEach(async () => {
    poison = true;
    handled.length = 0;
    await open();
  });
  afterEach(() => world.close());

  it('stands still also while Redis does not take the note of it, and until the note is deleted', async () => {
    await world.user.rule('-hset');
    await world.publish('a', [1]);
    await world.read(lanes);
    await until(() => lanes.halted);
    await lanes.look();
    expect(lanes.halted).toBe(true);
    await world.publish('b', [2]);
    await world.read(lanes, 10);
    await world.user.rule('+hset');
    await until(async () => (await noted()) === 1);
    await lanes.look();
    expect([lanes.halted, handled]).toEqual([true, []]);
    poison = false;
    await resumeShards(world.redis, world.topic, world.group);
    await lanes.look();
    await until(() => handled.length === 2);
    expect(lanes.halted).toBe(false);
  });

  it('is not taken for resumed by a look that began before it was halted', async () => {
    await world.publish('a', [1]);
    const entry = world.read(lanes);
    const look = lanes.look();
    await Promise.all([entry, look]);
    await until(async () => (await noted()) === 1);
    expect(lanes.halted).toBe(true);
  });
});
