import type { estypes } from '@elastic/elasticsearch';
import type { SearchRequest } from '@mercury/search/contracts';
import type { FacetRows } from '../facets';
import { allBut, literally } from './filters';

const VALUES_PER_FACET = 30;
/** Attribute values of all names together; the facets are made of the most frequent ones. */
const ATTRIBUTE_VALUES = 1_000;
const ATTRIBUTES = 8;
/** A facet with one value chooses nothing, one with hundreds is no help. */
const VALUES_OF_A_FACET = { least: 2, most: 60 };

const chosenOf = (request: SearchRequest): string[] =>
  Object.entries(request.attributes ?? {}).flatMap(([name, values]) => (values.length > 0 ? [name] : []));

/** One filtered aggregation for each facet, since each has other filters; and the range of prices. */
export function facetAggregations(request: SearchRequest): Record<string, estypes.AggregationsAggregationContainer> {
  const counted = (key: string | undefined, terms: estypes.AggregationsTermsAggregation) => ({
    filter: allBut(request, key),
    aggs: { values: { terms } },
  });
  return {
    brands: counted('brand', { field: 'brand', size: VALUES_PER_FACET }),
    categories: counted(undefined, {
      field: 'category_edges',
      include: `${literally(request.category ?? '')}/.*`,
      size: VALUES_PER_FACET,
    }),
    attributes: counted(undefined, { field: 'attrs', size: ATTRIBUTE_VALUES }),
    ...Object.fromEntries(
      chosenOf(request).map((name) => [
        `attr.${name}`,
        counted(`attr.${name}`, { field: 'attrs', include: `${literally(name)}=.*`, size: VALUES_OF_A_FACET.most }),
      ]),
    ),
    price: {
      filter: allBut(request, 'price'),
      aggs: { least: { min: { field: 'price_minor' } }, most: { max: { field: 'price_minor' } } },
    },
  };
}

interface Counted {
  readonly values: { readonly buckets: readonly { key: string; doc_count: number }[] };
}
type Answered = Readonly<Record<string, unknown>>;

/** The counts of an answer, as `facetsOf` takes them. */
export function facetRows(answered: Answered, request: SearchRequest): FacetRows {
  const rows = (name: string) =>
    (answered[name] as Counted).values.buckets.map(({ key, doc_count }) => ({ value: key, count: doc_count }));
  const chosen = chosenOf(request);
  const free = rows('attributes')
    .map(split)
    .filter(({ name }) => !chosen.includes(name));
  const shown = new Set(frequentNames(free));
  return {
    brands: rows('brands'),
    categories: rows('categories').map(({ value, count }) => ({ value: value.slice(value.indexOf('/') + 1), count })),
    attributes: [
      ...chosen.flatMap((name) => rows(`attr.${name}`).map(split)),
      ...free.filter(({ name }) => shown.has(name)),
    ].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : b.count - a.count || (a.value < b.value ? -1 : 1))),
  };
}

/** Lowest and highest price, or null where nothing was found. */
export function priceRange(answered: Answered): { minMinor: number; maxMinor: number } | null {
  const { least, most } = answered['price'] as Record<'least' | 'most', { value: number | null }>;
  return least.value === null || most.value === null ? null : { minMinor: least.value, maxMinor: most.value };
}

function split({ value, count }: { value: string; count: number }): { name: string; value: string; count: number } {
  const at = value.indexOf('=');
  return { name: value.slice(0, at), value: value.slice(at + 1), count };
}

function frequentNames(rows: readonly { name: string; count: number }[]): string[] {
  const names = new Map<string, { values: number; count: number }>();
  for (const { name, count } of rows) {
    const known = names.get(name) ?? { values: 0, count: 0 };
    names.set(name, { values: known.values + 1, count: known.count + count });
  }
  return [...names]
    .filter(([, { values }]) => values >= VALUES_OF_A_FACET.least && values <= VALUES_OF_A_FACET.most)
    .sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1))
    .slice(0, ATTRIBUTES)
    .map(([name]) => name);
}
