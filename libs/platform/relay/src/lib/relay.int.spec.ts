import { claimTopic } from '@mercury/platform/redis-streams';
import { relayedStreams } from './relayed-streams';
import { drain, openStore, relayWorld, upTo, type RelayWorld, type SpecStore } from './testing/relay-world';

// Databases are made and read models replayed: seconds on a machine that does much else.
jest.setTimeout(60_000);

describe('the relay', () => {
  let world: RelayWorld;
  let spec: SpecStore;

  beforeAll(async () => {
    world = await relayWorld();
  });
  beforeEach(async () => {
    spec = await openStore();
    await world.redis.flushdb();
  });
  afterEach(async () => {
    await world.stopRelays();
    await spec.database.drop();
  });
  afterAll(() => world.close());

  let numbers = 0;
  const append = (events: number) => spec.append(numbers + 1, (numbers += events));

  it('publishes every event once, also when two relays run and one begins anew', async () => {
    await append(90);
    const [first, second] = [world.relay(spec), world.relay(spec)];
    await Promise.all([drain(first), drain(second)]);
    await append(30);
    const third = world.relay(spec);
    await third.resume();
    expect(third.position).toBe(90);
    await Promise.all([drain(third), drain(first)]);
    expect(await world.relayed()).toEqual(upTo(120));
  });

  it('notices at the next event that Redis was emptied under it, and publishes everything again', async () => {
    const relay = world.relay(spec);
    await append(60);
    await drain(relay);
    await world.redis.flushdb();
    await append(30);
    await expect(relay.relayPage()).rejects.toThrow('lost entries');
    expect(await world.relayed()).toEqual([]);
    await relay.resume();
    await drain(relay);
    expect(await world.relayed()).toEqual(upTo(90));
  });

  it('writes nothing into a topic that was created with another number of shards', async () => {
    await claimTopic(world.redis, 'commerce', 4);
    await append(10);
    const relay = world.relay(spec);
    await expect(relay.resume()).rejects.toThrow('topic commerce was created with 4 shards and cannot be used with 8');
    expect(await world.relayed()).toEqual([]);
  });

  it('publishes again what one stream lost', async () => {
    const relay = world.relay(spec);
    await append(60);
    await drain(relay);
    const lost = relayedStreams.filter((stream) => stream.includes('commerce'))[3] as string;
    await world.redis.del(lost);
    const after = world.relay(spec);
    await after.resume();
    expect(after.position).toBe(0);
    await drain(after);
    expect(await world.relayed()).toEqual(upTo(60));
  });
});
