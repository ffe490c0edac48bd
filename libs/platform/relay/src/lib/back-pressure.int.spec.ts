import { relayedStreamOf, relayedStreams } from './relayed-streams';
import { drain, openStore, relayWorld, type SpecStore, type RelayWorld } from './testing/relay-world';

jest.setTimeout(60_000);

describe('back-pressure on the relay', () => {
  let world: RelayWorld;
  let spec: SpecStore;

  beforeAll(async () => {
    [world, spec] = await Promise.all([relayWorld(), openStore()]);
  });
  beforeEach(async () => {
    await world.redis.flushdb();
    await spec.em.fork().execute('DELETE FROM es.relay_state');
  });
  afterEach(async () => {
    await world.redis.config('SET', 'maxmemory', '0');
    await world.stopRelays();
  });
  afterAll(async () => {
    await world.close();
    await spec.database.drop();
  });

  const streamOf = (streamId: string) => relayedStreamOf({ type: 'spec.thing.done', streamId });
  const busy = streamOf('spec.thing-1');
  const quiet = ['spec.thing-2', 'spec.thing-3', 'spec.thing-4', 'spec.thing-5'].filter((id) => streamOf(id) !== busy);
  let numbers = 0;
  const append = (streamIds: readonly string[], events: number) =>
    spec.store.appendBatch(
      Array.from({ length: events }, (_, index) => ({
        stream: {
          streamId: streamIds[index % streamIds.length] as string,
          expectedVersion: 'any' as const,
          events: [{ type: 'spec.thing.done', data: {} }],
        },
        options: { commandId: `pressure:${(numbers += 1)}` },
      })),
    );
  const inStore = async (stream: string) => {
    const sql = 'SELECT global_position::int AS position, stream_id AS "streamId", type FROM es.events ORDER BY 1';
    const rows = await spec.em.fork().execute<{ position: number; streamId: string; type: string }[]>(sql);
    return rows.filter((row) => relayedStreamOf(row) === stream).map(({ position }) => position);
  };
  const inStream = async (stream: string) => (await world.redis.xrange(stream, '-', '+')).map(([id]) => parseInt(id));

  it('a long stream waits alone, and gets what it missed, in order, when half of it was trimmed', async () => {
    const relay = world.relay(spec, { maxStreamLength: 40 });
    await append(['spec.thing-1'], 70);
    await drain(relay);
    expect(relay.pauses).toEqual(new Map([[busy, `${busy} has 60 entries`]]));
    await append(['spec.thing-1', ...quiet], 30);
    await drain(relay);
    const waiting = await inStream(busy);
    expect(waiting).toHaveLength(60);
    for (const stream of new Set(quiet.map(streamOf))) expect(await inStream(stream)).toEqual(await inStore(stream));
    // What is not published yet is not behind the relay's mark either: another one would begin there.
    expect(relay.position).toBeLessThanOrEqual((await inStore(busy))[60] as number);

    await world.redis.xtrim(busy, 'MAXLEN', 20);
    await append(quiet, 5);
    await pastTheNextLook();
    await drain(relay);
    expect(relay.pauses.size).toBe(0);
    const kept = waiting.slice(-20);
    expect(await inStream(busy)).toEqual((await inStore(busy)).filter((position) => position >= (kept[0] as number)));
    for (const stream of new Set(quiet.map(streamOf))) expect(await inStream(stream)).toEqual(await inStore(stream));
    const chain = await world.redis.xrange(busy, '-', '+');
    expect(chain.slice(1).map(([, fields]) => Number(fields[fields.indexOf('prev') + 1]))).toEqual(
      chain.slice(0, -1).map(([id]) => parseInt(id)),
    );
  });

  it('a relay that takes over publishes what the paused stream missed', async () => {
    const first = world.relay(spec, { maxStreamLength: 10 });
    await append(['spec.thing-1', ...quiet], 100);
    await drain(first);
    expect(first.pauses.size).toBeGreaterThan(0);
    const next = world.relay(spec);
    await next.resume();
    await drain(next);
    for (const stream of relayedStreams) expect(await inStream(stream)).toEqual(await inStore(stream));
  });

  it('a full Redis lets everything wait in the store, until it has room', async () => {
    await append(quiet, 20);
    const used = Number(/^used_memory:(\d+)/m.exec(await world.redis.info('memory'))?.[1]);
    // Other suites use this server, too: it has plenty of room, and this relay is easily frightened.
    await world.redis.config('SET', 'maxmemory', String(used * 1_000));
    const relay = world.relay(spec, { maxMemoryShare: 0.0005 });
    expect(await relay.relayPage()).toBe(0);
    expect(relay.pauses.get('memory')).toMatch(/^Redis uses \d+ % of its memory$/);
    expect(await world.relayed()).toEqual([]);
    await world.redis.config('SET', 'maxmemory', String(used * 10_000));
    await pastTheNextLook();
    await drain(relay);
    expect(relay.pauses.size).toBe(0);
    for (const stream of relayedStreams) expect(await inStream(stream)).toEqual(await inStore(stream));
  });
});

/** In a pause Redis is looked at ten times a second. */
function pastTheNextLook(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 110));
}
