import type { estypes } from '@elastic/elasticsearch';
import type { SearchRequest, SearchSort } from '@mercury/search/contracts';
import { decodeAfter, decodeCursor } from '@mercury/search/domain';
import { facetAggregations } from './facet-aggregations';
import { filtersOf } from './filters';

/** The PostgreSQL engine's weights, doubled: `combined_fields` takes none below 1. */
const FIELDS = ['title^10', 'description^4', 'brand_and_codes^2', 'features^1'];
/** Offsets end here (`index.max_result_window`); beyond, only `search_after` goes on. */
const WINDOW = 10_000;

/** Hits of a text: BM25F over all fields. Half of the words must be there, all of them stand above. */
export const textQuery = (query: string): estypes.QueryDslQueryContainer => ({
  bool: {
    must: [{ combined_fields: { query, fields: FIELDS, operator: 'or', minimum_should_match: '-50%' } }],
    should: [{ combined_fields: { query, fields: FIELDS, operator: 'and' } }],
  },
});

/** Hits of a code: exact ones first, then those that begin with it. Never fuzzy. */
export const codeQuery = (code: string): estypes.QueryDslQueryContainer => ({
  bool: {
    should: [
      { constant_score: { filter: { term: { codes: { value: code } } }, boost: 1000 } },
      { constant_score: { filter: { prefix: { codes: { value: code } } }, boost: 1 } },
    ],
    minimum_should_match: 1,
  },
});

const sorts: Readonly<Record<SearchSort, estypes.SortCombinations[]>> = {
  relevance: [{ _score: { order: 'desc' } }, { listed: 'asc' }, { product_id: 'asc' }],
  newest: [{ released_on: { order: 'desc', missing: '_last' } }, { listed: 'desc' }, { product_id: 'asc' }],
  'price-asc': [{ price_minor: 'asc' }, { listed: 'asc' }, { product_id: 'asc' }],
  'price-desc': [{ price_minor: 'desc' }, { listed: 'asc' }, { product_id: 'asc' }],
  title: [{ sort_title: 'asc' }, { listed: 'asc' }, { product_id: 'asc' }],
};

/** The request of one page with its total, prices and facets: one round trip. `hits` absent lists everything. */
export function searchBody(
  request: SearchRequest,
  hits: estypes.QueryDslQueryContainer | undefined,
  timeoutMs: number,
): estypes.SearchRequest {
  const sort = sortOf(request);
  const size = pageSize(request);
  const category = request.category ? [{ term: { category_path: { value: request.category } } }] : [];
  return {
    query: { bool: { must: [hits ?? { match_all: {} }], filter: category } },
    post_filter: { bool: { filter: [...filtersOf(request).values()] } },
    aggs: facetAggregations(request),
    sort: sorts[sort],
    size,
    ...startOf(request, sort, size),
    _source: ['card', 'in_stock'],
    track_total_hits: true,
    timeout: `${timeoutMs}ms`,
  };
}

export const sortOf = ({ sort }: SearchRequest): SearchSort => (sort && sort in sorts ? sort : 'relevance');

/** 1 to 100, 24 where nobody says. */
export const pageSize = ({ limit }: SearchRequest): number => Math.min(Math.max(Math.trunc(limit ?? 24), 1), 100);

/** Behind the last hit where the cursor is this engine's and of this order, else at its offset. */
function startOf({ cursor }: SearchRequest, sort: SearchSort, size: number): Partial<estypes.SearchRequest> {
  const [ofSort, ...after] = decodeAfter(cursor) ?? [];
  if (ofSort === sort && after.length === sorts[sort].length) return { search_after: after as estypes.SortResults };
  return { from: Math.min(decodeCursor(cursor), WINDOW - size) };
}
