import { liveRedisPrefix } from './generation/redis-generation';
import { partOfStream } from './parts';
import type { Projection, RedisProjection } from './projection';
import { CheckpointMovedError } from './projection.errors';
import { orderRanking, orderTotals, type Faults } from './testing/order-totals.projection';
import { expectedTotals, liveTotals, specWorld } from './testing/spec-world';

describe('two workers on one part', () => {
  let world: Awaited<ReturnType<typeof specWorld>>;
  beforeEach(async () => (world = await specWorld()));
  afterEach(() => world.close());

  const part = partOfStream('spec.order-0');
  const pageOf = async (projection: Projection) => {
    await world.writer.install(projection);
    await world.addLines(40, 1);
    return (await world.store.readAll({ after: 0, limit: 100 })).events;
  };
  /** Resolves when another session of this database waits for a row that ours has written. */
  const somebodyWaits = async () => {
    for (const end = Date.now() + 10_000; Date.now() < end;) {
      const waiting = await world.database.em.execute<unknown[]>(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
      if (waiting.length > 0) return;
    }
    throw new Error('nobody waits');
  };

  it('in PostgreSQL: the second waits for the checkpoint, finds it moved, and leaves no row', async () => {
    const faults: Faults = {};
    const projection = orderTotals({ faults });
    const events = await pageOf(projection);
    let second: Promise<unknown> | undefined;
    faults.afterRows = async () => {
      faults.afterRows = undefined;
      second = world.writer.writeLive(projection, part, events, 40).then(
        () => 'folded',
        (error: unknown) => error,
      );
      await somebodyWaits();
    };
    await world.writer.writeLive(projection, part, events, 40);
    expect(await second).toBeInstanceOf(CheckpointMovedError);
    expect(await world.database.em.execute(liveTotals)).toEqual(await world.database.em.execute(expectedTotals));
    expect(await world.writer.livePosition(projection, part)).toBe(40);
  });

  it('in Redis: the script of the second finds the checkpoint moved, and writes nothing', async () => {
    const ranking = orderRanking(`spec.ranking-${world.database.url.split('_').at(-1)}`);
    const events = await pageOf(ranking);
    const overtaken: RedisProjection = {
      ...ranking,
      async apply(page, context) {
        await world.writer.writeLive(ranking, part, events, 40);
        await ranking.apply(page, context);
      },
    };
    await expect(world.writer.writeLive(overtaken, part, events, 40)).rejects.toBeInstanceOf(CheckpointMovedError);
    const cents = events.reduce((sum, { data }) => sum + (data as { cents: number }).cents, 0);
    const score = await world.redis.zscore(
      `${await liveRedisPrefix(world.redis, ranking.name)}ranking`,
      'spec.order-0',
    );
    expect(Number(score)).toBe(cents);
    expect(await world.writer.livePosition(ranking, part)).toBe(40);
  });

  it('and a page that is offered again after its commit, since nobody acknowledged it, changes nothing', async () => {
    const projection = orderTotals();
    const events = await pageOf(projection);
    await world.writer.writeLive(projection, part, events.slice(0, 30), 30, 0);
    await world.writer.writeLive(projection, part, events.slice(10), 40, 10);
    await world.writer.writeLive(projection, part, events, 40, 0);
    expect(await world.database.em.execute(liveTotals)).toEqual(await world.database.em.execute(expectedTotals));
  });
});
