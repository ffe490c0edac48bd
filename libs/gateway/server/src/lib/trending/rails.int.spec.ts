import { GatewayWorld } from '../testing/gateway-world';

const card = (productId: string) => ({ productId, slug: productId, title: productId });
const cards = ({ productIds }: { productIds: string[] }) => productIds.filter((id) => id !== 'gone').map(card);
const away = () => {
  throw new Error('away');
};
const entry = (productId: string, rank: number) => ({ productId, rank, previousRank: null, score: 1 });
const top = { scope: 'all', windowMinutes: 60, asOf: 'now', items: [entry('gone', 1), entry('a', 2), entry('b', 3)] };

describe('side rails', () => {
  let world: GatewayWorld;
  // Breakers remember: each spec gets a gateway of its own.
  beforeEach(async () => {
    world = await GatewayWorld.open();
    world.services.on('catalog.get-product-cards', cards).on('trending.top', () => top);
  });
  afterEach(() => world.close());
  const get = async (path: string) => {
    const response = await fetch(`${world.url}/api/${path}`);
    return {
      status: response.status,
      degraded: response.headers.get('x-mercury-degraded'),
      body: (await response.json()) as never as { items: { productId: string }[] } & { product: { slug: string } }[],
    };
  };

  it('show the ranking with products, by one question, without what is gone', async () => {
    const { body, degraded } = await get('trending?limit=3');
    expect(body.items.map(({ productId }) => productId)).toEqual(['a', 'b']);
    expect(degraded).toBeNull();
    expect(world.services.callsOf('catalog.get-product-cards')).toHaveLength(1);
  });

  it('name the product that a recommendation comes from', async () => {
    const reason = { kind: 'viewed-together', productId: 'b' };
    world.services.on('recommendations.for-product', () => [{ productId: 'a', score: 1, reason }]);
    const { body } = await get('recommendations/product/b');
    expect(body).toEqual([{ product: card('a'), reason, because: card('b') }]);
  });

  it('show what everybody likes to a visitor of whom nothing is known', async () => {
    world.services.on('recommendations.for-visitor', () => []);
    const { body, degraded } = await get('recommendations/for-you');
    expect(body).toEqual(['a', 'b'].map((id) => ({ product: card(id), reason: { kind: 'trending' } })));
    expect(degraded).toBeNull();
  });

  it('fall back from recommendations to trending to the newest, to nothing, and say so', async () => {
    world.services.on('recommendations.for-product', away);
    const first = await get('recommendations/product/a');
    expect([first.status, first.degraded]).toEqual([200, 'recommendations']);
    expect(first.body.map(({ product }) => product.slug)).toEqual(['b']);
    world.services.on('trending.top', away).on('search.query', () => ({ items: [card('new')] }));
    const second = await get('recommendations/product/a');
    expect(second.degraded).toBe('recommendations, trending');
    expect(second.body.map(({ product }) => product.slug)).toEqual(['new']);
    world.services.on('search.query', away);
    const third = await get('recommendations/product/a');
    expect([third.status, third.body]).toEqual([200, []]);
  });

  it('do not ask again who has not answered three times', async () => {
    world.services.on('trending.top', away).on('search.query', () => ({ items: [] }));
    for (let n = 0; n < 5; n += 1) expect((await get('trending')).degraded).toBe('trending');
    expect(world.services.callsOf('trending.top')).toHaveLength(3);
  });
});
