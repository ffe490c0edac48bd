import { checkpointKey, liveKey, liveRedisPrefix, redisPrefix } from '../generation/redis-generation';
import type { RedisProjection } from '../projection';
import { orderRanking } from '../testing/order-totals.projection';
import { rankingWorld } from '../testing/ranking-world';
import { replayProjection } from './replay-projection';
import { retirePrevious } from './retire';
import { rollbackProjection } from './rollback';

describe('a Redis model, when what the registry should say of it is lost', () => {
  let world: Awaited<ReturnType<typeof rankingWorld>>;
  beforeEach(async () => {
    world = await rankingWorld();
    await world.em.execute(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'lost at the commit'; END $$`);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await world.close();
  });

  const ranking = orderRanking('spec.ranking');
  const next: RedisProjection = { ...ranking, version: 2 };
  const replay = (projection = ranking) => replayProjection(world.store, projection, world.writer, { pageSize: 20 });

  /** Every commit that changes readers' generation fails meanwhile, after all its statements have succeeded. */
  async function losingSwaps(work: () => Promise<unknown>) {
    await world.em.execute(`CREATE CONSTRAINT TRIGGER lost AFTER UPDATE ON es.projections DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW WHEN (OLD.live_generation <> NEW.live_generation) EXECUTE FUNCTION refuse()`);
    await expect(work()).rejects.toThrow('lost at the commit');
    await world.em.execute('DROP TRIGGER lost ON es.projections');
  }

  it('is swapped in by the next call, with no event counted twice', async () => {
    await world.live(ranking, 60);
    await losingSwaps(() => replay());
    expect(await liveRedisPrefix(world.redis, ranking.name)).toContain(':g1:');
    expect(await replay()).toMatchObject({ resumed: true, equal: true, swapped: true, generation: 2 });
    await world.addLines(10);
    await world.runner(ranking).catchUp();
    expect(await world.rows(ranking)).toEqual(await world.truth());
  });

  it('keeps the generation that readers may be rolled back to', async () => {
    await world.live(ranking, 60);
    const before = await world.rows(ranking);
    await replay(next);
    await losingSwaps(() => replay(next));
    expect(await rollbackProjection(world.store, next, world.writer)).toEqual({ generation: 1, version: 1 });
    expect(await world.rows(ranking)).toEqual(before);
  });

  it('does not go on with a build that was thrown away half', async () => {
    await world.live(ranking, 60);
    const unlink = world.redis.unlink.bind(world.redis) as (...keys: string[]) => Promise<number>;
    const killed = jest.spyOn(world.redis, 'unlink').mockImplementation(async (...keys: unknown[]) => {
      const data = (keys as string[]).filter((key) => key !== checkpointKey(redisPrefix(ranking, 2)));
      if (data.length === 0) return unlink(...(keys as string[]));
      await unlink(...data);
      throw new Error('killed');
    });
    const dry = replayProjection(world.store, ranking, world.writer, { dryRun: true });
    await expect(dry).rejects.toThrow('killed');
    killed.mockRestore();
    expect(await replay()).toMatchObject({ resumed: false, equal: true, swapped: true });
    expect(await world.rows(ranking)).toEqual(await world.truth());
  });

  it('shows readers no fewer rows when Redis is lost right behind the commit, and all when it is installed', async () => {
    const watched: RedisProjection = {
      ...ranking,
      async digest(_, prefix) {
        if (prefix.includes(':g2:')) jest.spyOn(world.redis, 'set').mockRejectedValue(new Error('Redis is lost'));
        return 'the same';
      },
    };
    await world.live(ranking, 60);
    await expect(replay(watched)).rejects.toThrow('Redis is lost');
    jest.restoreAllMocks();
    expect(await world.rows(ranking)).toEqual(await world.truth());
    expect(await world.writer.live(ranking)).toEqual({ generation: 2, version: 1 });
    await world.addLines(10);
    await world.runner(ranking).catchUp();
    await world.writer.install(ranking);
    expect(await world.rows(ranking)).toEqual(await world.truth());
  });

  it('is not taken from readers who still follow the generation that is retired', async () => {
    await world.live(ranking, 60);
    await replay();
    await world.redis.set(liveKey(ranking), 1);
    expect(await retirePrevious(ranking, world.writer)).toBe(1);
    expect(await world.rows(ranking)).toEqual(await world.truth());
    expect(await world.redis.keys('*:g1:*')).toEqual([]);
  });

  it.each([
    ['builds', 'building_generation = 2, building_version = 1, build_workers = 1, build_from = 0'],
    ['has not begun', 'last_generation = 1'],
  ])('is built anew when the registry was restored to where it %s what Redis has since swapped in', async (_, then) => {
    await world.live(ranking, 60);
    await replay();
    await world.em.execute(
      `UPDATE es.projections SET live_generation = 1, previous_generation = NULL, previous_version = NULL, ${then}`,
    );
    expect(await replay()).toMatchObject({ resumed: false, equal: true, swapped: true });
    expect(await world.rows(ranking)).toEqual(await world.truth());
  });
});
