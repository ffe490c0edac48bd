import type { Facet, SearchRequest } from '@mercury/search/contracts';
import { facetTitle } from '@mercury/search/domain';

interface Count {
  readonly value: string | null;
  readonly count: number;
}

export interface FacetRows {
  readonly brands: readonly Count[];
  readonly categories: readonly Count[];
  readonly attributes: readonly (Count & { name: string })[];
}

/** `lamps-and-lights` → `Lamps & Lights` */
export const categoryTitle = (slug: string): string =>
  slug
    .split('-')
    .map((word) => (word === 'and' ? '&' : facetTitle(word)))
    .join(' ');

/** Counts of an engine as facets; a chosen value stays even where nothing is left of it, so that it can be unchosen. */
export function facetsOf(rows: FacetRows, request: SearchRequest): Facet[] {
  const names = [...new Set([...Object.keys(request.attributes ?? {}), ...rows.attributes.map(({ name }) => name)])];
  return [
    facet('category', 'Category', rows.categories, request.category ? [request.category] : [], categoryTitle, false),
    facet('brand', 'Brand', rows.brands, request.brands ?? []),
    ...names.map((name) =>
      facet(
        `attr.${name}`,
        facetTitle(name),
        rows.attributes.filter((row) => row.name === name).slice(0, 30),
        request.attributes?.[name] ?? [],
      ),
    ),
  ].filter(({ values }) => values.length > 0);
}

function facet(
  key: string,
  title: string,
  counts: readonly Count[],
  chosen: readonly string[],
  titleOf = (value: string) => value,
  keepChosen = true,
): Facet {
  const known = counts.flatMap(({ value, count }) => (value === null ? [] : [{ value, count }]));
  const gone = keepChosen ? chosen.filter((value) => !known.some((row) => row.value === value)) : [];
  return {
    key,
    title,
    values: [...known, ...gone.map((value) => ({ value, count: 0 }))].map(({ value, count }) => ({
      value,
      title: titleOf(value),
      count,
      selected: chosen.includes(value),
    })),
  };
}
