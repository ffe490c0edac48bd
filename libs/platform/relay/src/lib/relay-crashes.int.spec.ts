import { relayedStreams } from './relayed-streams';
import { drain, openStore, relayWorld, until, type SpecStore, type RelayWorld } from './testing/relay-world';
import { steppingRelay, type StepName } from './testing/stepping-relay';

jest.setTimeout(60_000);

class Crash extends Error {}

/** Where a relay is cut off: the rest of its turn never happens, as in a process that was killed. */
const crashes: readonly (readonly [when: string, at: StepName, time: number])[] = [
  ['after it has read a page', 'read', 2],
  ['before it publishes anything', 'write', 1],
  ['between the shards of a page', 'write', 4],
  ['after a shard was published, whose answer it never saw', 'written', 3],
  ['after all was published, before its state is written', 'save', 2],
  ['after its state was written, whose answer it never saw', 'saved', 2],
];

describe('relays that die, or are frozen', () => {
  let world: RelayWorld;
  let spec: SpecStore;
  let rounds = 0;

  beforeAll(async () => {
    [world, spec] = await Promise.all([relayWorld(), openStore()]);
  });
  beforeEach(async () => {
    rounds += 1;
    world.errors.length = 0;
    await world.redis.flushdb();
    await sql('DELETE FROM es.relay_state');
    await sql('DELETE FROM es.relay_lease');
  });
  afterEach(() => world.stopRelays());
  afterAll(async () => {
    await world.close();
    await spec.database.drop();
  });

  const append = (events: number) => spec.append(1, events, `spec${rounds}-${Math.random()}`);
  const sql = <Row>(text: string) => spec.em.fork().execute<Row[]>(text);
  const positions = async () =>
    (await sql<{ p: number }>('SELECT global_position::int AS p FROM es.events ORDER BY 1')).map(({ p }) => p);
  const allThere = async () => expect(await world.relayed()).toEqual(await positions());

  it.each(crashes)('%s: the next one puts everything right', async (_, at, time) => {
    await append(90);
    let left = time;
    const dying = steppingRelay(world, spec, (name) => {
      if (name !== at) return;
      left -= 1;
      if (left === 0) throw new Crash(name);
    });
    await expect(drain(dying)).rejects.toThrow(Crash);
    await append(20);
    const next = world.relay(spec);
    await next.resume();
    await drain(next);
    await allThere();
  });

  it('a leader frozen between two shards goes on after another has led, and changes nothing', async () => {
    await append(90);
    let thaw = () => {};
    let frozen = false;
    const thawed = new Promise<void>((resolve) => (thaw = resolve));
    let writes = 0;
    const zombie = steppingRelay(world, spec, async (name) => {
      if (name !== 'write' || (writes += 1) !== 3) return;
      frozen = true;
      await thawed;
    });
    await zombie.resume();
    const turn = zombie.relayPage();
    await until('it is frozen', () => frozen);
    const other = world.relay(spec);
    other.start();
    await append(40);
    await until('the other has published', async () => (await world.relayed()).length === (await positions()).length);
    const before = await Promise.all(relayedStreams.map((stream) => world.redis.xrange(stream, '-', '+')));
    thaw();
    await turn;
    await drain(zombie);
    expect(await Promise.all(relayedStreams.map((stream) => world.redis.xrange(stream, '-', '+')))).toEqual(before);
    await append(10);
    await until('the other goes on', async () => (await world.relayed()).length === (await positions()).length);
    expect(world.errors).toEqual([]);
  });

  it('one of two leads; the other follows when the first stops, and when its lease has ended', async () => {
    const [first, second] = [world.relay(spec, { leaseMs: 300 }), world.relay(spec, { leaseMs: 300 })];
    first.start();
    await until('the first leads', () => first.role === 'leader');
    second.start();
    await until('the second stands by', () => second.role === 'standby');
    expect(first.role).toBe('leader');
    await first.stop();
    await until('the second leads', () => second.role === 'leader');
    expect(first.role).toBe('leader');
    // As if the second had lost it to a third, which died at once.
    await sql(
      "UPDATE es.relay_lease SET owner = 'dead', epoch = epoch + 1, expires_at = clock_timestamp() + interval '400 ms'",
    );
    await until('the second has noticed', () => second.role === 'standby');
    await append(20);
    await until('the second leads again', () => second.role === 'leader');
    await until('it publishes', async () => (await world.relayed()).length === (await positions()).length);
    expect(await sql('SELECT epoch::int FROM es.relay_lease')).toEqual([{ epoch: 4 }]);
  });

  it('a lower position that is committed late is published before any higher one', async () => {
    const relay = world.relay(spec);
    await append(10);
    await drain(relay);
    const held = spec.em.fork();
    await held.begin();
    const event = JSON.stringify([{ id: crypto.randomUUID(), type: 'spec.thing.late', ver: 1, data: {}, meta: {} }]);
    await held.execute('SELECT es.append(?, ?, NULL, ?::jsonb)', ['spec.thing-late', 'spec.thing', event]);
    await append(30);
    const there = await world.relayed();
    expect(await relay.relayPage()).toBe(0);
    expect(await world.relayed()).toEqual(there);
    await held.commit();
    await drain(relay);
    await allThere();
  });

  it('Redis comes back without the tail of every stream: exactly the tail is published again', async () => {
    const relay = world.relay(spec);
    await append(60);
    await drain(relay);
    const copies = await Promise.all(
      relayedStreams.map(async (stream) => [stream, await world.redis.dumpBuffer(stream)] as const),
    );
    await append(60);
    await drain(relay);
    const whole = await Promise.all(relayedStreams.map((stream) => world.redis.xrange(stream, '-', '+')));
    for (const [stream, copy] of copies) if (copy) await world.redis.restore(stream, 0, copy, 'REPLACE');
    relay.start();
    await append(1);
    await until('the tail is back', async () => (await world.relayed()).length === (await positions()).length);
    const again = await Promise.all(relayedStreams.map((stream) => world.redis.xrange(stream, '-', '+')));
    again.forEach((entries, index) => expect(entries.slice(0, whole[index]?.length)).toEqual(whole[index]));
  });
});
