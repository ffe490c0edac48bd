import type { SearchPort } from './search.port';

/** What every engine must do, over the same four products (`search.fixtures`). */
export function searchContract(engine: () => SearchPort): void {
  const slugs = async (request: Parameters<SearchPort['query']>[0]) =>
    (await engine().query(request)).items.map(({ slug }) => slug);

  it('lists everything without a question', async () => {
    expect((await engine().query({})).total).toBe(4);
  });

  it('finds by a word of the title, whatever its form', async () => {
    expect(await slugs({ q: 'lamps' })).toEqual(['reading-lamp', 'floor-lamp']);
  });

  it('puts products with all words first', async () => {
    expect((await slugs({ q: 'wool blanket' }))[0]).toBe('wool-blanket');
  });

  it('finds a code without its separators', async () => {
    expect(await slugs({ q: 'lmp100200' })).toEqual(['reading-lamp']);
  });

  it('corrects an unknown word and says so', async () => {
    const answer = await engine().query({ q: 'blamket' });
    expect(answer).toMatchObject({ correctedQuery: 'blanket', total: 1 });
  });

  it('finds nothing for nonsense', async () => {
    expect(await engine().query({ q: 'zzxqyv' })).toMatchObject({ total: 0, items: [], price: null, nextCursor: null });
  });

  it('counts a facet under all filters but its own', async () => {
    const { facets, total } = await engine().query({ brands: ['Halden'] });
    expect(total).toBe(2);
    expect(facets.find(({ key }) => key === 'brand')?.values).toEqual([
      { value: 'Halden', title: 'Halden', count: 2, selected: true },
      { value: 'Osk', title: 'Osk', count: 2, selected: false },
    ]);
  });

  it('filters by attribute, price, category and stock', async () => {
    expect(await slugs({ attributes: { material: ['Wool'] } })).toEqual(['wool-blanket', 'wool-jumper']);
    expect(await slugs({ maxPriceMinor: 5000 })).toEqual(['reading-lamp']);
    expect(await slugs({ category: 'lighting' })).toEqual(['reading-lamp', 'floor-lamp']);
    expect(await slugs({ inStock: true })).toEqual(['reading-lamp']);
  });

  it('shows whether a product is in stock', async () => {
    const { items } = await engine().query({ q: 'lamp' });
    expect(items.map(({ inStock }) => inStock)).toEqual([true, false]);
  });

  it('sorts, and pages without a gap or a repeat', async () => {
    const first = await engine().query({ sort: 'price-asc', limit: 3 });
    const second = await engine().query({ sort: 'price-asc', limit: 3, cursor: first.nextCursor ?? undefined });
    expect([...first.items, ...second.items].map(({ priceMinor }) => priceMinor)).toEqual([4900, 8900, 9900, 19900]);
    expect(second.nextCursor).toBeNull();
  });

  it('suggests products, brands and categories', async () => {
    expect((await engine().suggest('lig', 5))[0]).toMatchObject({ kind: 'category', slug: 'lighting' });
    expect(await engine().suggest('lamp', 5)).toHaveLength(2);
    expect(await engine().suggest('%', 5)).toEqual([]);
  });
}
