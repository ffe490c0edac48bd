import type { Facet } from '@mercury/search/contracts';
import type { CatalogQuery } from './catalog-query';

/** One filter in force, and the list without it. */
export interface AppliedFilter {
  readonly label: string;
  readonly without: CatalogQuery;
}

const ATTRIBUTE = 'attr.';

/** The query with a facet's value chosen, or no longer chosen. A category is one of several; the rest may be many. */
export function toggled(query: CatalogQuery, facetKey: string, value: string): CatalogQuery {
  if (facetKey === 'category') return clean({ ...query, category: query.category === value ? undefined : value });
  if (facetKey === 'brand') return clean({ ...query, brands: flip(query.brands, value) });
  const name = facetKey.slice(ATTRIBUTE.length);
  return clean({ ...query, attributes: { ...query.attributes, [name]: flip(query.attributes?.[name], value) } });
}

/** Every filter in force, in the words of the facets. `inRoom`: the category is the page itself, not a filter. */
export function appliedFilters(
  query: CatalogQuery,
  facets: readonly Facet[],
  price: (minor: number) => string,
  inRoom: boolean,
): AppliedFilter[] {
  const titleOf = (key: string, value: string) =>
    facets.find((facet) => facet.key === key)?.values.find((entry) => entry.value === value)?.title ?? value;
  const chosen = (key: string, values: readonly string[] = []) =>
    values.map((value) => ({ label: titleOf(key, value), without: toggled(query, key, value) }));
  const { minPriceMinor: min, maxPriceMinor: max } = query;
  return [
    ...(query.category && !inRoom ? chosen('category', [query.category]) : []),
    ...chosen('brand', query.brands),
    ...Object.entries(query.attributes ?? {}).flatMap(([name, values]) => chosen(ATTRIBUTE + name, values)),
    ...(min === undefined
      ? []
      : [{ label: `From ${price(min)}`, without: clean({ ...query, minPriceMinor: undefined }) }]),
    ...(max === undefined
      ? []
      : [{ label: `Up to ${price(max)}`, without: clean({ ...query, maxPriceMinor: undefined }) }]),
    ...(query.inStock ? [{ label: 'In stock', without: clean({ ...query, inStock: undefined }) }] : []),
  ];
}

const flip = (values: readonly string[] = [], value: string): readonly string[] =>
  values.includes(value) ? values.filter((other) => other !== value) : [...values, value];

/** Leaves out what is empty, so that the same list has the same URL. */
function clean(query: CatalogQuery): CatalogQuery {
  const attributes = Object.entries(query.attributes ?? {}).filter(([, values]) => values.length > 0);
  const given = Object.entries({
    ...query,
    attributes: undefined,
    brands: query.brands?.length ? query.brands : undefined,
  });
  return {
    ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
    ...(attributes.length > 0 && { attributes: Object.fromEntries(attributes) }),
  };
}
