import type { RedisStreamsClient } from '@mercury/platform/redis-streams';
import { recommendationsWorld, type SpecDeed } from '../testing/recommendations-world';
import { PopularProducts } from './popular-products';
import { RecommendForProductHandler } from './recommend-for-product.handler';
import { RecommendForProduct } from './recommend-for-product.query';
import { RecommendForVisitorHandler } from './recommend-for-visitor.handler';
import { RecommendForVisitor } from './recommend-for-visitor.query';

// Databases are made and read models replayed: seconds on a machine that does much else.
jest.setTimeout(60_000);

let sessions = 0;
const together = (kind: SpecDeed['kind'], productIds: readonly string[], visitorId = 'somebody'): SpecDeed[] => {
  const session = `s${(sessions += 1)}`;
  return productIds.map((productId, second) => ({ kind, session, visitorId, productId, second }));
};

describe('recommendations', () => {
  let world: Awaited<ReturnType<typeof recommendationsWorld>>;
  let trending: string[] | Error;
  let popular: PopularProducts;
  const forProduct = (productId: string, limit = 3) =>
    new RecommendForProductHandler(world.em, popular).execute(new RecommendForProduct({ productId, limit }));
  const forVisitor = (visitorId: string, extra: { recentProductIds?: string[]; limit?: number } = {}) =>
    new RecommendForVisitorHandler(world.em, popular).execute(
      new RecommendForVisitor({ visitorId, limit: 2, ...extra }),
    );

  beforeAll(async () => {
    world = await recommendationsWorld();
    const call = async () => {
      if (trending instanceof Error) throw trending;
      return { items: trending.map((productId) => ({ productId })) };
    };
    popular = new PopularProducts({ call } as unknown as RedisStreamsClient, world.em);
    await world.record([
      ...Array.from({ length: 5 }, () => together('viewed', ['tent', 'stove'])).flat(),
      ...together('viewed', ['tent', 'lamp']),
      ...Array.from({ length: 3 }, () => together('purchased', ['tent', 'pegs'])).flat(),
      ...Array.from({ length: 4 }, () => together('viewed', ['cup', 'saucer'])).flat(),
      ...together('viewed', ['cup', 'tent'], 'camper'),
    ]);
    await world.catchUp();
  });
  beforeEach(() => (trending = ['tent', 'hat', 'scarf', 'stove']));
  afterAll(() => world.close());

  it('for a product are what was viewed with it, then what was bought with it, never itself', async () => {
    const list = await forProduct('tent', 4);
    expect(list.map(({ productId, reason }) => [productId, reason.kind])).toEqual([
      ['stove', 'viewed-together'],
      ['lamp', 'viewed-together'],
      ['cup', 'viewed-together'],
      ['pegs', 'bought-together'],
    ]);
  });

  it('for a product that nobody knows are what is trending, and say so', async () => {
    expect(await forProduct('stove', 3)).toEqual([
      { productId: 'tent', score: expect.any(Number), reason: { kind: 'viewed-together', productId: 'stove' } },
      { productId: 'hat', score: 0, reason: { kind: 'trending' } },
      { productId: 'scarf', score: 0, reason: { kind: 'trending' } },
    ]);
  });

  it('for a visitor come from the recent products, each with the one that carried the most', async () => {
    const list = await forVisitor('camper');
    expect(list.map(({ productId, reason }) => [productId, reason])).toEqual([
      ['stove', { kind: 'viewed-together', productId: 'tent' }],
      ['saucer', { kind: 'viewed-together', productId: 'cup' }],
    ]);
  });

  it('for a visitor follow what the caller has just seen, before it came through the streams', async () => {
    const [first] = await forVisitor('stranger', { recentProductIds: ['lamp'] });
    expect(first).toMatchObject({ productId: 'tent', reason: { kind: 'viewed-together', productId: 'lamp' } });
  });

  it('for a stranger are what is trending', async () => {
    expect(await forVisitor('stranger')).toMatchObject([
      { productId: 'tent', reason: { kind: 'trending' } },
      { productId: 'hat', reason: { kind: 'trending' } },
    ]);
  });

  it('are what always was popular while trending is away or empty', async () => {
    trending = new Error('away');
    expect((await forVisitor('stranger')).map(({ productId }) => productId)).toEqual(['tent', 'cup']);
    trending = [];
    expect((await forVisitor('stranger')).map(({ productId }) => productId)).toEqual(['tent', 'cup']);
  });

  it('refuse a request that is not one', async () => {
    await expect(async () => forProduct('', 3)).rejects.toMatchObject({ status: 422 });
    await expect(async () => forProduct('tent', 1_000)).rejects.toMatchObject({ status: 422 });
  });

  it('read the neighbours of a product by index', async () => {
    const plan = await world.em.fork().transactional(async (em) => {
      await em.execute('SET LOCAL enable_seqscan = off');
      return em.execute<{ 'QUERY PLAN': string }[]>(
        `EXPLAIN SELECT * FROM recommendations.pairs WHERE product_id = 'tent' ORDER BY viewed + bought DESC LIMIT 60`,
      );
    });
    expect(JSON.stringify(plan)).toMatch(/Index Scan|Bitmap Index Scan/);
  });
});
