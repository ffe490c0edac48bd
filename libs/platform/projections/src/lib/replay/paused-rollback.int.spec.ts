import { EventRegistry, eventTypes, PostgresEventStore, shape } from '@mercury/platform/event-store';
import { ProjectionRunner } from '../projection-runner';
import { orderTotals, type Faults } from '../testing/order-totals.projection';
import { expectedTotals, liveTotals, specWorld } from '../testing/spec-world';
import { replayProjection } from './replay-projection';
import { rollbackProjection } from './rollback';

describe('a rollback while a part is paused', () => {
  let world: Awaited<ReturnType<typeof specWorld>>;
  beforeEach(async () => (world = await specWorld()));
  afterEach(() => world.close());

  const totals = () => world.database.em.execute(liveTotals);
  const truth = () => world.database.em.execute(expectedTotals);
  const rollback = (projection: ReturnType<typeof orderTotals>) =>
    rollbackProjection(world.store, projection, world.writer);

  it('takes nothing from readers that was folded since the swap, and goes on when the cause is mended', async () => {
    const faults: Faults = { poisonous: true };
    const projection = orderTotals({ faults });
    await world.writer.install(projection);
    await world.addLines(40);
    await world.runner(projection).catchUp();
    await replayProjection(world.store, projection, world.writer);
    await world.addLines(40);
    await world.addLines(1, 1, { poison: true });
    await world.addLines(40);
    await world.runner(projection).catchUp();
    const before = await totals();
    expect(before).not.toEqual(await truth());
    expect(await rollback(projection)).toEqual({ generation: 1, version: 1 });
    expect(await totals()).toEqual(before);
    faults.poisonous = false;
    await world.paused.retry(projection.name);
    await world.runner(projection).catchUp();
    expect(await totals()).toEqual(await truth());
  });

  it('folds its event too where a mended replay has, though nobody has ended the pause', async () => {
    const faults: Faults = { poisonous: true };
    const projection = orderTotals({ faults });
    await world.writer.install(projection);
    await world.addLines(20);
    await world.addLines(1, 1, { poison: true });
    await world.addLines(20);
    await world.runner(projection).catchUp();
    faults.poisonous = false;
    expect(await replayProjection(world.store, projection, world.writer, { force: true })).toMatchObject({
      equal: false,
      swapped: true,
    });
    expect(await totals()).toEqual(await truth());
    await rollback(projection);
    expect(await totals()).toEqual(await truth());
  });

  it('is not held up by an event that this process does not understand', async () => {
    const registry = new EventRegistry(
      eventTypes<{ type: 'spec.order.line-added'; data: { cents: number } }>({
        'spec.order.line-added': { cents: shape.whole(0) },
      }),
    );
    const store = new PostgresEventStore(world.em, registry);
    const projection = orderTotals();
    const runner = new ProjectionRunner(projection, world.writer, world.paused, store, {
      backoffMs: 1,
      onError: (_, error) => world.errors.push(error),
    });
    await world.writer.install(projection);
    await world.addLines(40);
    await runner.catchUp();
    await replayProjection(store, projection, world.writer);
    await world.addLines(40);
    await world.store.append(
      {
        streamId: 'spec.order-0',
        expectedVersion: 'any',
        events: [{ type: 'spec.order.line-added', data: { cents: 5, currency: 'SEK' }, schemaVersion: 2 }],
      },
      { commandId: 'newer' },
    );
    await runner.catchUp();
    expect(await world.paused.list()).toHaveLength(1);
    const before = await totals();
    await rollbackProjection(store, projection, world.writer);
    expect(await totals()).toEqual(before);
  });
});
