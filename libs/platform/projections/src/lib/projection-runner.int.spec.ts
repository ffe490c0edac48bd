import { MikroORM } from '@mikro-orm/postgresql';
import { ormOptions } from '@mercury/platform/persistence';
import { partOfStream } from './parts';
import { CheckpointMovedError, GenerationOutdatedError } from './projection.errors';
import { ProjectionWriter } from './projection-writer';
import { orderTotals, type Faults } from './testing/order-totals.projection';
import { expectedTotals, liveTotals, specWorld } from './testing/spec-world';
import { waitForPosition } from './wait-for-position';

describe('a running projection', () => {
  let world: Awaited<ReturnType<typeof specWorld>>;
  beforeEach(async () => (world = await specWorld()));
  afterEach(() => world.close());

  const totals = () => world.database.em.execute(liveTotals);
  const truth = () => world.database.em.execute(expectedTotals);

  it('folds every event once, however often pages come', async () => {
    const runner = world.runner(orderTotals());
    await world.writer.install(orderTotals());
    await world.addLines(300);
    await runner.catchUp();
    await runner.catchUp();
    await world.addLines(50);
    await runner.catchUp();
    expect(await totals()).toEqual(await truth());
    expect(world.errors).toEqual([]);
  });

  it('leaves neither rows nor checkpoint of a page whose process dies between upsert and commit', async () => {
    const faults: Faults = {};
    const projection = orderTotals({ faults });
    await world.writer.install(projection);
    await world.addLines(40, 1);
    const { events } = await world.store.readAll({ after: 0, limit: 100 });
    const part = partOfStream('spec.order-0');
    // Connections of its own, which die with it.
    const doomed = await MikroORM.init(ormOptions({ databaseUrl: world.database.url }));
    let upserted = false;
    faults.afterRows = async () => {
      upserted = true;
      // The server ends the session, as it does when the process behind it is gone.
      await world.database.em.execute(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND state = 'idle in transaction' AND pid <> pg_backend_pid()`,
      );
    };
    const writer = new ProjectionWriter(doomed.em, world.redis);
    await expect(writer.writeLive(projection, part, events, 40)).rejects.toThrow();
    expect(upserted).toBe(true);
    faults.afterRows = undefined;
    expect(await totals()).toEqual([]);
    expect(await world.writer.livePosition(projection, part)).toBe(0);
    await world.runner(projection).catchUp();
    expect(await totals()).toEqual(await truth());
  });

  it('refuses a page that begins behind a hole, since the checkpoint would pass over it', async () => {
    const projection = orderTotals();
    await world.writer.install(projection);
    await world.addLines(40, 1);
    const { events } = await world.store.readAll({ after: 20, limit: 100 });
    const part = partOfStream('spec.order-0');
    const attempt = world.writer.writeLive(projection, part, events, 40, 20);
    await expect(attempt).rejects.toBeInstanceOf(CheckpointMovedError);
    await world.runner(projection).catchUp();
    expect(await totals()).toEqual(await truth());
  });

  it('pauses only the part of a poison event, visibly, and goes on after a skip with its reason', async () => {
    const faults: Faults = { poisonous: true };
    const projection = orderTotals({ faults });
    const runner = world.runner(projection);
    await world.writer.install(projection);
    await world.addLines(40);
    await world.addLines(1, 1, { poison: true });
    await world.addLines(40);
    await runner.catchUp();
    const [paused, ...others] = await world.paused.list(projection.name);
    expect(others).toEqual([]);
    expect(paused).toMatchObject({
      part: partOfStream('spec.order-0'),
      position: 41,
      eventType: 'spec.order.line-added',
      error: 'Error: cannot fold this',
    });
    const [row] = await world.database.em.execute<{ lines: string }[]>(
      'SELECT sum(lines) AS lines FROM spec.order_totals',
    );
    expect(Number(row?.lines)).toBeGreaterThan(60);
    await world.paused.skip(projection.name, 'a test event');
    await runner.catchUp();
    expect(await world.paused.list()).toEqual([]);
    const [after] = await world.database.em.execute<{ lines: string }[]>(
      'SELECT sum(lines) AS lines FROM spec.order_totals',
    );
    expect(Number(after?.lines)).toBe(80);
  });

  it('folds a paused event after its cause is mended', async () => {
    const faults: Faults = { poisonous: true };
    const projection = orderTotals({ faults });
    const runner = world.runner(projection);
    await world.writer.install(projection);
    await world.addLines(3, 1, { poison: true });
    await runner.catchUp();
    faults.poisonous = false;
    await world.paused.retry(projection.name);
    await runner.catchUp();
    expect(await totals()).toEqual(await truth());
  });

  it('does not fold new code into rows of another version', async () => {
    await world.writer.install(orderTotals());
    await world.addLines(5);
    await world.runner(orderTotals({ version: 2 })).catchUp();
    expect(world.errors[0]).toBeInstanceOf(GenerationOutdatedError);
    expect(await totals()).toEqual([]);
  });

  it('lets a reader wait for what it wrote, and says when that takes too long', async () => {
    const projection = orderTotals();
    await world.writer.install(projection);
    await world.addLines(1);
    expect(await waitForPosition(world, projection, 'spec.order-0', 1, 30)).toBe(false);
    const waiting = waitForPosition(world, projection, 'spec.order-0', 1, 5_000);
    await world.runner(projection).catchUp();
    expect(await waiting).toBe(true);
  });
});
