import fc from 'fast-check';
import { replayProjection } from '@mercury/platform/projections';
import { recommendationsWorld, type SpecDeed } from '../testing/recommendations-world';
import { recount } from '../testing/recount';

// Databases are made and read models replayed: seconds on a machine that does much else.
jest.setTimeout(60_000);

const deed = fc.record({
  kind: fc.constantFrom('viewed' as const, 'viewed' as const, 'added' as const, 'purchased' as const),
  session: fc.constantFrom(...Array.from({ length: 12 }, (_, index) => `s${index}`)),
  visitorId: fc.constantFrom('v1', 'v2', 'v3'),
  productId: fc.constantFrom(...Array.from({ length: 26 }, (_, index) => `p${index}`)),
  second: fc.integer({ min: 0, max: 500 }),
});

describe('the read model of recommendations', () => {
  let world: Awaited<ReturnType<typeof recommendationsWorld>>;
  beforeEach(async () => (world = await recommendationsWorld()));
  afterEach(async () => {
    expect(world.errors).toEqual([]);
    await world.close();
  });

  async function rows() {
    const read = <Row>(sql: string) => world.em.fork().execute<Row[]>(sql);
    const products = await read<{ id: string; s: number; o: number }>(
      'SELECT product_id AS id, sessions AS s, orders AS o FROM recommendations.products',
    );
    const pairs = await read<{ a: string; b: string; v: number; o: number }>(
      'SELECT product_id AS a, other_id AS b, viewed AS v, bought AS o FROM recommendations.pairs',
    );
    const visitors = await read<{ id: string; recent: [string, string][] }>(
      'SELECT visitor_id AS id, recent FROM recommendations.visitors',
    );
    return {
      products: Object.fromEntries(products.map(({ id, s, o }) => [id, [s, o]])),
      pairs: Object.fromEntries(pairs.map(({ a, b, v, o }) => [`${a} ${b}`, [v, o]])),
      visitors: Object.fromEntries(visitors.map(({ id, recent }) => [id, recent])),
    };
  }

  it('equals a recount, live by several workers and replayed in pages of any size', async () => {
    const samples = fc.sample(fc.array(deed, { minLength: 150, maxLength: 250 }), { numRuns: 3, seed: 7 });
    const all: SpecDeed[] = [];
    for (const deeds of samples) {
      await world.record(deeds);
      all.push(...deeds);
      await world.catchUpTogether(3);
      await world.catchUp();
      expect(await rows()).toEqual(recount(all));
    }
    for (const options of [{ pageSize: 1 }, { pageSize: 7 }, { pageSize: 5_000 }, { pageSize: 50, workers: 3 }]) {
      expect(await replayProjection(world.store, world.projection, world.writer, options)).toMatchObject({
        equal: true,
        swapped: true,
      });
      expect(await rows()).toEqual(recount(all));
    }
  });

  it('pairs the last fifty products of a session that never ends', async () => {
    const views = (from: number, to: number): SpecDeed[] =>
      Array.from({ length: to - from }, (_, index) => ({
        kind: 'viewed',
        session: 'endless',
        visitorId: 'v1',
        productId: `p${from + index}`,
        second: from + index,
      }));
    await world.record(views(0, 40));
    await world.catchUp();
    await world.record(views(40, 70));
    await world.catchUp();
    const { pairs, visitors } = await rows();
    expect(Object.keys(pairs).filter((key) => key.startsWith('p69 '))).toHaveLength(49);
    expect(pairs['p69 p20']).toEqual([1, 0]);
    expect(pairs['p69 p19']).toBeUndefined();
    expect(visitors['v1']).toHaveLength(20);
    expect(await replayProjection(world.store, world.projection, world.writer, { pageSize: 7 })).toMatchObject({
      equal: true,
    });
  });
});
