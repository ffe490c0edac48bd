import { EventRegistry, eventTypes, PostgresEventStore, shape } from '@mercury/platform/event-store';
import { partOfStream } from './parts';
import { ProjectionRunner } from './projection-runner';
import { replayProjection } from './replay/replay-projection';
import { orderTotals } from './testing/order-totals.projection';
import { specWorld } from './testing/spec-world';

type LineAdded = { type: 'spec.order.line-added'; data: { cents: number } };

/** What the process of before a release knows. */
const before = new EventRegistry(eventTypes<LineAdded>({ 'spec.order.line-added': { cents: shape.whole(0) } }));
/** What the one after it knows: amounts come in a currency, and old ones were euros. */
const after = new EventRegistry(
  eventTypes<{ type: LineAdded['type']; data: { cents: number; currency: string } }>(
    { 'spec.order.line-added': { cents: shape.whole(0), currency: shape.id } },
    [{ type: 'spec.order.line-added', version: 1, upcast: (data: object) => ({ ...data, currency: 'EUR' }) }],
  ),
);

describe('a projection that meets an event of a newer version than its process knows', () => {
  let world: Awaited<ReturnType<typeof specWorld>>;
  beforeEach(async () => (world = await specWorld()));
  afterEach(() => world.close());

  const projection = orderTotals();
  const runner = (registry: EventRegistry) =>
    new ProjectionRunner(projection, world.writer, world.paused, new PostgresEventStore(world.em, registry), {
      backoffMs: 1,
      onError: (_, error) => world.errors.push(error),
    });
  const lines = async () => {
    const [row] = await world.database.em.execute<{ lines: string }[]>(
      'SELECT sum(lines) AS lines FROM spec.order_totals',
    );
    return Number(row?.lines);
  };
  const appendNewer = () =>
    world.store.append(
      {
        streamId: 'spec.order-0',
        expectedVersion: 'any',
        events: [{ type: 'spec.order.line-added', data: { cents: 5, currency: 'SEK' }, schemaVersion: 2 }],
      },
      { commandId: 'newer' },
    );

  it('pauses the part of that event, names it, and folds all others of the same page', async () => {
    await world.writer.install(projection);
    await world.addLines(40);
    const { position } = await appendNewer();
    await world.addLines(40);
    await runner(before).catchUp();
    const { events } = await world.store.readAll({ after: position - 1, limit: 1 });
    expect(await world.paused.list()).toEqual([
      expect.objectContaining({
        part: partOfStream('spec.order-0'),
        position,
        eventId: events[0]?.eventId,
        error: expect.stringContaining('line-added version 2 is unknown: the newest known here is 1'),
      }),
    ]);
    const inPart = (n: number) => partOfStream(`spec.order-${n % 20}`) === partOfStream('spec.order-0');
    const behind = Array.from({ length: 40 }, (_, n) => n).filter(inPart).length;
    expect(await lines()).toBe(80 - behind);

    await world.paused.retry(projection.name);
    await runner(after).catchUp();
    expect(await world.paused.list()).toEqual([]);
    expect(await lines()).toBe(81);
  });

  it('goes on past such an event of a type that it does not handle', async () => {
    await world.writer.install(projection);
    await world.store.append(
      { streamId: 'spec.order-0', expectedVersion: 'any', events: [{ type: 'spec.order.painted', data: {} }] },
      { commandId: 'strange' },
    );
    await world.addLines(40);
    await runner(before).catchUp();
    expect(await world.paused.list()).toEqual([]);
    expect(await lines()).toBe(40);
  });

  it('is not replayed by a process that does not understand the history', async () => {
    await world.writer.install(projection);
    await world.addLines(40);
    await appendNewer();
    const store = new PostgresEventStore(world.em, before);
    await expect(replayProjection(store, projection, world.writer)).rejects.toThrow('version 2 is unknown');
    const replayed = await replayProjection(new PostgresEventStore(world.em, after), projection, world.writer);
    expect(replayed).toMatchObject({ equal: true, swapped: true });
    expect(await lines()).toBe(41);
  });
});
