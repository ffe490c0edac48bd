import type { estypes } from '@elastic/elasticsearch';
import type { SearchRequest } from '@mercury/search/contracts';

/** The filters of a request by facet key: each facet is counted under all filters but its own. */
export function filtersOf(request: SearchRequest): ReadonlyMap<string, estypes.QueryDslQueryContainer> {
  const filters = new Map<string, estypes.QueryDslQueryContainer>();
  if (request.brands?.length) filters.set('brand', { terms: { brand: [...request.brands] } });
  for (const [name, values] of Object.entries(request.attributes ?? {}))
    if (values.length > 0) filters.set(`attr.${name}`, { terms: { attrs: values.map((value) => `${name}=${value}`) } });
  const { minPriceMinor, maxPriceMinor } = request;
  if (minPriceMinor !== undefined || maxPriceMinor !== undefined)
    filters.set('price', {
      range: {
        price_minor: {
          ...(minPriceMinor !== undefined && { gte: minPriceMinor }),
          ...(maxPriceMinor !== undefined && { lte: maxPriceMinor }),
        },
      },
    });
  if (request.inStock) filters.set('stock', { term: { in_stock: { value: true } } });
  return filters;
}

/** All filters of a request but one facet's own, as one query. */
export function allBut(request: SearchRequest, key?: string): estypes.QueryDslQueryContainer {
  return { bool: { filter: [...filtersOf(request)].flatMap(([other, filter]) => (other === key ? [] : [filter])) } };
}

/** Literal text inside a regular expression of Lucene. */
export const literally = (text: string): string => text.replaceAll(/[^\p{L}\p{N}\s]/gu, (sign) => `\\${sign}`);
