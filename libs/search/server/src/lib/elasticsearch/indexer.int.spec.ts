import type { ProductDescription } from '@mercury/catalog/contracts';
import { products } from '../search.fixtures';
import { SearchWorld } from '../testing/search-world';
import { ElasticsearchSearch } from './elasticsearch-search';
import { PRODUCTS_INDEX } from './index-definition';
import { ProductsIndex } from './products-index';

const [lamp] = products as [ProductDescription];

describe('the indexer', () => {
  let world: SearchWorld;
  const total = async (q: string) => (await new ElasticsearchSearch(world.client, 150).query({ q })).total;
  const inStock = async (q: string) =>
    (await new ElasticsearchSearch(world.client, 150).query({ q })).items.map((item) => item.inStock);

  beforeEach(async () => {
    world = await SearchWorld.open();
  });
  afterEach(() => world.close());

  it('lets nobody search an index that is not whole', async () => {
    const indexer = world.indexer();
    await indexer.step();
    expect(indexer.position).toBe(0);
    await expect(total('lamp')).rejects.toMatchObject({ statusCode: 404 });
    await world.index(indexer);
    expect(await total('lamp')).toBe(2);
  });

  it('follows stock, changes and withdrawals', async () => {
    const indexer = await world.index();
    await world.append({ type: 'catalog.stock.held', data: { variantId: 'reading-lamp-1', holdId: 'x', quantity: 3 } });
    await world.append({ type: 'catalog.product.revised', data: { ...products[1], title: 'Floor Lantern' } });
    await world.append({ type: 'catalog.product.withdrawn', data: { productId: 'wool-blanket', reason: 'ended' } });
    await world.index(indexer);
    expect(await inStock('reading')).toEqual([false]);
    expect([await total('lantern'), await total('blanket')]).toEqual([1, 0]);
  });

  it('goes on where another one ended', async () => {
    await world.index();
    await world.append({ type: 'catalog.product.revised', data: { ...lamp, title: 'Desk Light' } });
    const next = await world.index();
    expect(next.position).toBeGreaterThan(0);
    expect(await total('desk')).toBe(1);
  });

  it('goes on with a build that was killed', async () => {
    const killed = world.indexer();
    await killed.step();
    await world.append({ type: 'catalog.product.withdrawn', data: { productId: lamp.productId, reason: 'ended' } });
    await world.index();
    expect([await total('lamp'), await total('wool')]).toEqual([1, 2]);
  });

  it('builds again an index that somebody deleted', async () => {
    const indexer = await world.index();
    await world.client.indices.delete({ index: PRODUCTS_INDEX });
    for (let look = 0; look < 20 && indexer.position > 0; look += 1) await indexer.step();
    await world.index(indexer);
    expect(await total('lamp')).toBe(2);
  });

  it('may run in several processes at once', async () => {
    const indexers = [world.indexer(), world.indexer()];
    await Promise.all(indexers.map((indexer) => world.index(indexer)));
    await world.append({ type: 'catalog.product.revised', data: { ...lamp, title: 'Desk Light' } });
    await world.append({ type: 'catalog.product.withdrawn', data: { productId: 'wool-blanket', reason: 'ended' } });
    await Promise.all(indexers.map((indexer) => world.index(indexer)));
    expect([await total('desk'), await total('blanket'), await total('lamp')]).toEqual([1, 0, 2]);
  });

  it('does not bring back a withdrawn product by a late write', async () => {
    const indexer = await world.index();
    const before = indexer.position;
    const index = new ProductsIndex(world.client);
    await index.write(before + 10, [], [lamp.productId]);
    await index.write(before, [
      {
        ...{
          product_id: lamp.productId,
          title: 'Late Lamp',
          brand: 'Halden',
          description: '',
          features: '',
          words: [],
        },
        ...{ codes: [], category_path: [], attrs: [], price_minor: 1, released_on: null, listed: 1, in_stock: true },
        card: { productId: lamp.productId, slug: 'late', title: 'Late Lamp', brand: 'Halden', priceMinor: 1 } as never,
      },
    ]);
    expect(await total('late')).toBe(0);
  });
});
