import type { RedisProjection } from '../projection';
import { CheckpointMovedError } from '../projection.errors';
import { orderRanking } from '../testing/order-totals.projection';
import { rankingWorld } from '../testing/ranking-world';
import { replayProjection } from './replay-projection';

describe('a replay into a Redis that is emptied', () => {
  let world: Awaited<ReturnType<typeof rankingWorld>>;
  beforeEach(async () => (world = await rankingWorld()));
  afterEach(() => world.close());

  const ranking = orderRanking('spec.ranking');
  const next: RedisProjection = { ...ranking, version: 2 };

  it('between two of its pages ends there, and the next one begins again', async () => {
    await world.live(ranking, 100);
    let pages = 0;
    const onPage = () => {
      pages += 1;
      // Redis runs the commands of one connection in their order: this one comes before the next page.
      if (pages === 2) void world.redis.flushdb();
    };
    const replay = replayProjection(world.store, next, world.writer, { pageSize: 20, onPage });
    await expect(replay).rejects.toBeInstanceOf(CheckpointMovedError);
    expect(await replayProjection(world.store, next, world.writer, { pageSize: 20 })).toMatchObject({ swapped: true });
    expect(await world.rows(ranking)).toEqual(await world.truth());
  });

  it('during the last pages of the live generation leaves no hole in that one', async () => {
    await world.live(ranking, 10);
    await world.addLines(1_500);
    let emptied = false;
    const watched: RedisProjection = {
      ...ranking,
      async apply(page, context) {
        await ranking.apply(page, context);
        if (emptied || !context.prefix.includes(':g1:')) return;
        emptied = true;
        await world.redis.flushdb();
      },
    };
    const replay = replayProjection(world.store, watched, world.writer, { dryRun: true });
    await expect(replay).rejects.toBeInstanceOf(CheckpointMovedError);
    expect(emptied).toBe(true);
    await world.runner(ranking).catchUp();
    expect(await world.rows(ranking)).toEqual(await world.truth());
  });

  it('while both are compared is not swapped in', async () => {
    await world.live(ranking, 40);
    const watched: RedisProjection = {
      ...ranking,
      async digest(redis) {
        await redis.flushdb();
        return 'the same';
      },
    };
    await expect(replayProjection(world.store, watched, world.writer)).rejects.toBeInstanceOf(CheckpointMovedError);
    expect(await replayProjection(world.store, ranking, world.writer)).toMatchObject({ equal: true, swapped: true });
    expect(await world.rows(ranking)).toEqual(await world.truth());
  });

  it.each([20, 60, 100])('is told from one that begins behind position %i', async (from) => {
    await world.live(ranking, 100);
    const result = await replayProjection(world.store, ranking, world.writer, { from, pageSize: 30, workers: 2 });
    expect(result).toMatchObject({ comparable: false, swapped: true });
    expect(await world.rows(ranking)).toEqual(await world.truth(from));
    await world.addLines(20);
    await world.runner(ranking).catchUp();
    expect(await world.rows(ranking)).toEqual(await world.truth(from));
  });
});
