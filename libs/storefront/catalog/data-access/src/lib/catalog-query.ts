import type { SearchRequest, SearchSort } from '@mercury/search/contracts';

/** What a list of products shows: what is in its URL. */
export type CatalogQuery = Omit<SearchRequest, 'limit' | 'cursor'>;

/** Query parameters by name; a name may stand several times. */
export type Params = Readonly<Record<string, string | readonly string[]>>;

export const sorts: readonly { value: SearchSort; title: string }[] = [
  { value: 'relevance', title: 'Best match' },
  { value: 'newest', title: 'Newest' },
  { value: 'price-asc', title: 'Price, low to high' },
  { value: 'price-desc', title: 'Price, high to low' },
  { value: 'title', title: 'Name' },
];

const ATTRIBUTE = 'attr.';

/** Reads a URL. What it does not know, or what cannot be, it leaves out: an address may come from anywhere. */
export function queryOf(params: Params, category?: string): CatalogQuery {
  const all = (name: string): readonly string[] => [params[name] ?? []].flat().filter(Boolean);
  const one = (name: string): string | undefined => all(name)[0];
  const attributes = Object.keys(params)
    .filter((name) => name.startsWith(ATTRIBUTE) && all(name).length > 0)
    .map((name) => [name.slice(ATTRIBUTE.length), all(name)] as const);
  const sort = sorts.find(({ value }) => value === one('sort'))?.value;
  const q = one('q')?.trim();
  const room = category ?? one('category');
  return {
    ...(q && { q }),
    ...(room && { category: room }),
    ...(all('brand').length > 0 && { brands: all('brand') }),
    ...(attributes.length > 0 && { attributes: Object.fromEntries(attributes) }),
    ...amount('minPriceMinor', one('minPrice')),
    ...amount('maxPriceMinor', one('maxPrice')),
    ...(one('inStock') === 'true' && { inStock: true }),
    ...(sort && sort !== 'relevance' && { sort }),
  };
}

function amount(name: 'minPriceMinor' | 'maxPriceMinor', text: string | undefined): Partial<CatalogQuery> {
  const value = Number(text);
  return text && Number.isSafeInteger(value) && value >= 0 ? { [name]: value } : {};
}

/** Writes a query as parameters, for the URL and for the API alike. */
export function paramsOf(query: CatalogQuery): Params {
  return {
    ...(query.q && { q: query.q }),
    ...(query.category && { category: query.category }),
    ...(query.brands?.length && { brand: query.brands }),
    ...Object.fromEntries(Object.entries(query.attributes ?? {}).map(([name, values]) => [ATTRIBUTE + name, values])),
    ...(query.minPriceMinor !== undefined && { minPrice: String(query.minPriceMinor) }),
    ...(query.maxPriceMinor !== undefined && { maxPrice: String(query.maxPriceMinor) }),
    ...(query.inStock && { inStock: 'true' }),
    ...(query.sort && { sort: query.sort }),
  };
}

/** The same for the same list, whatever the order of its parameters. */
export const keyOf = (query: CatalogQuery): string =>
  JSON.stringify(Object.entries(paramsOf(query)).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The words and the room, without any filter. */
export const unfiltered = ({ q, category, sort }: CatalogQuery): CatalogQuery => ({
  ...(q && { q }),
  ...(category && { category }),
  ...(sort && { sort }),
});
