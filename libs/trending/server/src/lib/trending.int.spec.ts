import fc from 'fast-check';
import { liveRedisPrefix, replayProjection } from '@mercury/platform/projections';
import { trendingWorld, timeOf, type SpecVote } from './testing/trending-world';
import { trendingKeys } from './trending-keys';

// Databases are made and read models replayed: seconds on a machine that does much else.
jest.setTimeout(60_000);

const weightOf: Record<string, number> = {
  'activity.product.viewed': 1,
  'activity.cart.added': 3,
  'activity.product.purchased': 6,
};
const viewed = (productId: string, minute: number, visitorId = 'v1'): SpecVote => ({
  type: 'activity.product.viewed',
  visitorId,
  productId,
  minute,
});

/** The same by counting anew: every voice once, in its newest minute. */
function recount(votes: readonly SpecVote[], minute: number): Record<string, number> {
  const voices = new Map<string, SpecVote>();
  for (const vote of votes) {
    const key = `${vote.type} ${vote.visitorId} ${vote.productId}`;
    if (vote.minute > (voices.get(key)?.minute ?? -1)) voices.set(key, vote);
  }
  const scores: Record<string, number> = {};
  for (const vote of voices.values())
    if (vote.minute > minute - 60) scores[vote.productId] = (scores[vote.productId] ?? 0) + (weightOf[vote.type] ?? 0);
  return scores;
}

describe('trending', () => {
  let world: Awaited<ReturnType<typeof trendingWorld>>;
  beforeEach(async () => (world = await trendingWorld()));
  afterEach(async () => {
    expect(world.errors).toEqual([]);
    await world.close();
  });

  async function scoresAt(minute: number, scope = 'all') {
    world.clock.minute = minute;
    const { items } = await world.reader.top(scope, 100);
    expect(items.map(({ rank }) => rank)).toEqual(items.map((_, index) => index + 1));
    return Object.fromEntries(items.map(({ productId, score }) => [productId, score]));
  }

  it('weighs views, cart adds and purchases, and counts a visitor once for each', async () => {
    await world.cast([
      ...Array.from({ length: 1_000 }, () => viewed('a', 10)),
      viewed('b', 10, 'v2'),
      { ...viewed('b', 10, 'v2'), type: 'activity.cart.added' },
      { ...viewed('b', 11, 'v3'), type: 'activity.product.purchased' },
      { ...viewed('a', 11), type: 'activity.product.clicked' },
    ]);
    expect(await scoresAt(11)).toEqual({ a: 1, b: 10 });
  });

  it('forgets after an hour although nothing happens any more', async () => {
    await world.cast([viewed('a', 10), viewed('b', 30)]);
    expect(await scoresAt(69)).toEqual({ a: 1, b: 1 });
    expect(await scoresAt(70)).toEqual({ b: 1 });
    expect(await scoresAt(90)).toEqual({});
    await world.cast([viewed('a', 91)]);
    expect(await scoresAt(91)).toEqual({ a: 1 });
  });

  it('ranks within categories, also when a product moves or leaves the shelf', async () => {
    await world.cast([viewed('coat', 1), viewed('coat', 1, 'v2'), viewed('mug', 1)]);
    await world.shelve('coat', ['clothing', 'coats']);
    await world.shelve('mug', ['kitchen']);
    await world.cast([viewed('mug', 2, 'v2'), viewed('mug', 2, 'v3')]);
    expect(await scoresAt(2, 'category:coats')).toEqual({ coat: 2 });
    expect(await scoresAt(2, 'category:clothing')).toEqual({ coat: 2 });
    expect(await scoresAt(2, 'category:kitchen')).toEqual({ mug: 3 });
    await world.shelve('mug', ['clothing', 'mugs']);
    expect(await scoresAt(2, 'category:clothing')).toEqual({ coat: 2, mug: 3 });
    expect(await scoresAt(2, 'category:kitchen')).toEqual({});
    await world.shelve('coat', null);
    expect(await scoresAt(2, 'category:clothing')).toEqual({ mug: 3 });
    expect(await scoresAt(61, 'category:clothing')).toEqual({ mug: 2 });
  });

  it('tells the rank of some minutes ago', async () => {
    await world.cast([viewed('a', 1), viewed('a', 1, 'v2'), viewed('b', 1)]);
    await scoresAt(1);
    await world.cast([viewed('b', 6, 'v2'), viewed('b', 6, 'v3'), viewed('c', 6)]);
    world.clock.minute = 6;
    const { items, asOf } = await world.reader.top('all', 2);
    expect(asOf).toBe(timeOf(6).toISOString());
    expect(items).toMatchObject([
      { productId: 'b', rank: 1, previousRank: 2 },
      { productId: 'a', rank: 2, previousRank: 1 },
    ]);
    expect((await world.reader.top('all', 3)).items[2]).toMatchObject({ productId: 'c', previousRank: null });
  });

  it('equals a recount at every step, whatever comes late, twice or out of order', async () => {
    const vote = fc.record({
      type: fc.constantFrom(...Object.keys(weightOf)),
      visitorId: fc.constantFrom('v1', 'v2', 'v3'),
      productId: fc.constantFrom('a', 'b', 'c|d'),
      session: fc.constantFrom('s1', 's2', 's3', 's4'),
      ago: fc.integer({ min: 0, max: 80 }),
    });
    const step = fc.record({ votes: fc.array(vote, { maxLength: 12 }), pass: fc.integer({ min: 0, max: 40 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const own = await trendingWorld();
        try {
          const all: SpecVote[] = [];
          let minute = 100;
          for (const { votes, pass } of steps) {
            minute += pass;
            own.clock.minute = minute;
            const cast = votes.map(({ ago, ...rest }) => ({ ...rest, minute: minute - ago }));
            await own.cast(cast);
            all.push(...cast);
            const { items } = await own.reader.top('all', 100);
            expect(Object.fromEntries(items.map((item) => [item.productId, item.score]))).toEqual(recount(all, minute));
          }
          for (const options of [{ pageSize: 1 }, { pageSize: 7 }, { pageSize: 5_000, workers: 3 }]) {
            const replayed = await replayProjection(own.store, own.projection, own.writer, options);
            expect(replayed).toMatchObject({ equal: true, swapped: true });
            const { items } = await own.reader.top('all', 100);
            expect(Object.fromEntries(items.map((item) => [item.productId, item.score]))).toEqual(recount(all, minute));
          }
          expect(own.errors).toEqual([]);
        } finally {
          await own.close();
        }
      }),
      { numRuns: 8 },
    );
  });

  it('keeps no more than the votes of the window, also while a long history is replayed', async () => {
    await world.cast(Array.from({ length: 2_000 }, (_, index) => viewed(`p${index % 50}`, index, `v${index}`)));
    await scoresAt(1_999);
    const replayed = await replayProjection(world.store, world.projection, world.writer, { pageSize: 100 });
    expect(replayed).toMatchObject({ equal: true, swapped: true });
    const { votes } = trendingKeys(await liveRedisPrefix(world.redis, world.projection.name));
    expect(await world.redis.zcard(votes)).toBeLessThan(300);
    await scoresAt(1_999);
    expect(await world.redis.zcard(votes)).toBe(60);
  });
});
