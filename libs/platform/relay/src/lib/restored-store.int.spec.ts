import { advancePositions } from '@mercury/platform/event-store';
import { relayedStreams } from './relayed-streams';
import { RelayState } from './relay-state';
import { applyRelayReset, planRelayReset } from './reset/relay-reset';
import { drain, openStore, relayWorld, until, upTo, type SpecStore, type RelayWorld } from './testing/relay-world';

jest.setTimeout(60_000);

describe('a relay whose store was restored to an older point', () => {
  let world: RelayWorld;
  let before: SpecStore;
  let restored: SpecStore;

  beforeAll(async () => {
    world = await relayWorld();
  });

  // Sixty events were published; the store comes back with the first forty, and takes ten others since.
  beforeEach(async () => {
    await world.redis.flushdb();
    world.errors.length = 0;
    [before, restored] = await Promise.all([openStore(), openStore()]);
    await before.append(1, 60);
    await restored.append(1, 40);
    await drain(world.relay(before));
    await restored.append(101, 110);
  });
  afterEach(async () => {
    await world.stopRelays();
    await Promise.all([before.database.drop(), restored.database.drop()]);
  });
  afterAll(() => world.close());

  const stateOf = ({ em }: SpecStore) => new RelayState(em);
  const eventNumbers = async () => {
    const entries = (await Promise.all(relayedStreams.map((stream) => world.redis.xrange(stream, '-', '+')))).flat();
    return new Map(
      entries.map(([id, fields]) => [parseInt(id), JSON.parse(fields[fields.indexOf('d') + 1] as string).number]),
    );
  };
  const reset = async (redeliver = 0) => {
    const state = stateOf(restored);
    const plan = await planRelayReset(world.redis, state);
    await advancePositions(restored.em, plan.end);
    await applyRelayReset(world.redis, state, plan, { redeliver });
    return plan;
  };

  it('refuses at its start, says why, and publishes nothing', async () => {
    const relay = world.relay(restored);
    relay.start();
    await until('it refuses', () => relay.role === 'refusing');
    expect(relay.refusal).toMatch(/ends with position \d+, whose event the store does not hold.*worker:relay-reset/);
    expect(await world.relayed()).toEqual(upTo(60));
  });

  it('refuses in the middle of its work, at the first stream that somebody else has filled from another history', async () => {
    const relay = world.relay(restored);
    await expect(drain(relay)).rejects.toMatchObject({ code: 'relay.history_diverged' });
    expect(await world.relayed()).toEqual(upTo(60));
  });

  it('notices under its feet that the end of the store came nearer', async () => {
    const relay = world.relay(before);
    await drain(relay);
    await before.em.fork().execute("SELECT setval('es.global_position_seq', 50)");
    await expect(relay.relayPage()).rejects.toMatchObject({ code: 'event_store.rewound' });
    await expect(relay.relayPage()).rejects.toMatchObject({ code: 'event_store.rewound' });
  });

  it('goes on by itself after the reset: the streams are the restored history, and positions stay unique', async () => {
    const relay = world.relay(restored);
    relay.start();
    await until('it refuses', () => relay.role === 'refusing');
    const plan = await reset();
    expect(plan).toMatchObject({ fork: 40, end: 60 });
    expect(plan.cuts.reduce((sum, { foreign }) => sum + foreign, 0)).toBe(20);
    await restored.append(111, 120);
    await until('all is there', async () => (await world.relayed()).length === 60);
    expect(relay.role).toBe('leader');
    expect(relay.refusal).toBeUndefined();
    expect(await world.relayed()).toEqual([...upTo(50), ...upTo(70, 61)]);
    const numbers = await eventNumbers();
    expect([41, 50, 61, 70].map((position) => numbers.get(position))).toEqual([101, 110, 111, 120]);
    expect((await planRelayReset(world.redis, stateOf(restored))).cuts).toEqual([]);
  });

  it('takes its refusal back when another one leads: that one would refuse, too', async () => {
    const relay = world.relay(restored, { leaseMs: 200 });
    relay.start();
    await until('it refuses', () => relay.role === 'refusing');
    await restored.em
      .fork()
      .execute(
        "UPDATE es.relay_lease SET owner = 'another', epoch = epoch + 1, expires_at = clock_timestamp() + interval '1 hour'",
      );
    await until('it stands by', () => relay.role === 'standby');
    expect(relay.refusal).toBeUndefined();
  });

  it('lets groups read on behind the cut, and once more what the restored store does not know to be handled', async () => {
    const { redis } = world;
    const [stream] = relayedStreams as [string];
    const kept = (await redis.xrange(stream, '-', '40-0')).map(([id]) => parseInt(id));
    const read = async (group: string, count = 1_000) => {
      const answer = await redis.xreadgroup('GROUP', group, 'one', 'COUNT', count, 'STREAMS', stream, '>');
      return ((answer as [string, [string, string[]][]][] | null)?.[0]?.[1] ?? []).map(([id]) => parseInt(id));
    };
    const acknowledge = async (group: string, positions: number[]) => {
      await redis.xack(stream, group, ...positions.map((position) => `${position}-0`));
    };
    for (const group of ['unknown', 'marked', 'slow', 'stuck']) await redis.xgroup('CREATE', stream, group, '0');
    for (const group of ['unknown', 'marked']) await acknowledge(group, await read(group));
    await acknowledge('slow', await read('slow', 1));
    // Of everything it was given it has not acknowledged the first.
    await acknowledge('stuck', (await read('stuck')).slice(1));

    const state = stateOf(restored);
    const plan = await planRelayReset(redis, state);
    await advancePositions(restored.em, plan.end);
    await applyRelayReset(redis, state, plan, {
      redeliver: 30,
      handledUpTo: async (_topic, _shard, group) => (group === 'marked' ? `${kept.at(-2)}-0` : undefined),
    });
    await drain(world.relay(restored));
    const added = (await redis.xrange(stream, '41-0', '+')).map(([id]) => parseInt(id));
    expect(added.length).toBeGreaterThan(0);
    expect(await read('unknown')).toEqual([...kept.filter((position) => position > 10), ...added]);
    expect(await read('marked')).toEqual([...kept.slice(-1), ...added]);
    expect(await read('slow')).toEqual([...kept.slice(1), ...added]);
    expect(await read('stuck')).toEqual([...kept, ...added]);
  });

  it('puts right what a reset that was killed half way has left', async () => {
    const state = stateOf(restored);
    const plan = await planRelayReset(world.redis, state);
    await advancePositions(restored.em, plan.end);
    await applyRelayReset(world.redis, state, { ...plan, cuts: plan.cuts.slice(0, 2) }, { redeliver: 0 });
    const relay = world.relay(restored);
    await expect(relay.resume()).rejects.toMatchObject({ code: 'relay.history_diverged' });
    expect((await reset()).cuts).toHaveLength(plan.cuts.length - 2);
    await relay.resume();
    await drain(relay);
    expect(await world.relayed()).toEqual(upTo(50));
  });

  it('recognises the lost history by a stream that was trimmed to nothing', async () => {
    for (const stream of relayedStreams) await world.redis.xtrim(stream, 'MAXLEN', 0);
    await expect(world.relay(restored).resume()).rejects.toMatchObject({ code: 'relay.history_diverged' });
    await reset();
    const relay = world.relay(restored);
    await relay.resume();
    await drain(relay);
    expect((await world.relayed()).filter((position) => position > 40)).toEqual(upTo(50, 41));
  });

  it('finds nothing to do in a store that was not restored', async () => {
    expect(await planRelayReset(world.redis, stateOf(before))).toEqual({ cuts: [], fork: 60, end: 60 });
  });
});
