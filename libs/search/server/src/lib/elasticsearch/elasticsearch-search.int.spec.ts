import { encodeCursor } from '@mercury/search/domain';
import { PostgresSearch } from '../postgres/postgres-search';
import { searchContract } from '../search.contract';
import { SearchWorld } from '../testing/search-world';
import { ElasticsearchSearch } from './elasticsearch-search';

describe('the Elasticsearch engine, on its double', () => {
  let world: SearchWorld;
  let engine: ElasticsearchSearch;

  beforeAll(async () => {
    world = await SearchWorld.open();
    await world.index();
    engine = new ElasticsearchSearch(world.client, 150);
  });
  afterAll(() => world.close());

  searchContract(() => engine);

  it('turns pages of PostgreSQL’s cursors, and PostgreSQL those of its own', async () => {
    const postgres = new PostgresSearch(world.em, () => 0);
    const slugs = async (port: ElasticsearchSearch | PostgresSearch, cursor?: string) =>
      (await port.query({ sort: 'title', limit: 2, cursor })).items.map(({ slug }) => slug);
    const second = ['wool-blanket', 'wool-jumper'];
    for (const from of [engine, postgres]) {
      const { nextCursor } = await from.query({ sort: 'title', limit: 2 });
      expect(await slugs(engine, nextCursor ?? undefined)).toEqual(second);
      expect(await slugs(postgres, nextCursor ?? undefined)).toEqual(second);
    }
  });

  it('goes by the offset where a cursor is of another order', async () => {
    const { items } = await engine.query({ sort: 'title', cursor: encodeCursor(3, ['price-asc', 1, 2, 3]) });
    expect(items.map(({ slug }) => slug)).toEqual(['wool-jumper']);
  });

  it('counts chosen attributes under the other filters', async () => {
    const { facets } = await engine.query({ attributes: { material: ['Wool'] }, maxPriceMinor: 9000 });
    expect(facets.find(({ key }) => key === 'attr.material')?.values).toEqual([
      { value: 'Steel', title: 'Steel', count: 1, selected: false },
      { value: 'Wool', title: 'Wool', count: 1, selected: true },
    ]);
  });

  it('takes signs of patterns for what they are', async () => {
    expect(await engine.suggest('.*', 5)).toEqual([]);
    expect(await engine.query({ category: '.*' })).toMatchObject({ total: 0 });
    expect(await engine.suggest('os', 5)).toMatchObject([{ kind: 'brand', text: 'Osk' }]);
  });

  it('refuses an answer over a part of the index', async () => {
    world.double.fault = 'partial';
    await expect(engine.query({ q: 'lamp' })).rejects.toThrow('timed out');
    world.double.fault = 'none';
  });
});
