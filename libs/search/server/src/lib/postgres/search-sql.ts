import type { SearchRequest } from '@mercury/search/contracts';

/** A piece of SQL with its parameters, in the order of its question marks. */
export interface Sql {
  readonly text: string;
  readonly params: readonly unknown[];
}

/** Averages over the catalogue that BM25F needs; they drift slowly, so they may be a minute old. */
export interface CorpusStatistics {
  readonly n: number;
  readonly la: number;
  readonly lc: number;
  readonly ld: number;
}

const inJson = 'ARRAY(SELECT jsonb_array_elements_text(?::jsonb))';

/**
 * Hits of a text: BM25F over title 5, brand and codes 1, description 2, features ½. Products that hold every word come
 * first; if none does, a product must hold half of them. A field is weighed before saturation, so that a word that
 * stands in four fields does not count four times.
 */
export function textHits(query: string, stats: CorpusStatistics): Sql {
  return {
    text: `hits AS MATERIALIZED (
      WITH q AS (SELECT DISTINCT term FROM unnest(tsvector_to_array(to_tsvector('english', ?::text))) AS term),
      p AS MATERIALIZED (
        SELECT term, product_id, 5 * a / (0.7 + 0.3 * la / ?::float8) + b + 2 * c / (0.5 + 0.5 * lc / ?::float8)
                                 + 0.5 * d / (0.25 + 0.75 * ld / ?::float8) AS tf
          FROM search.postings WHERE term = ANY (ARRAY(SELECT term FROM q))),
      df AS (SELECT term, count(*) AS df FROM p GROUP BY term),
      scored AS MATERIALIZED (
        SELECT product_id, count(*) AS words,
               sum(ln(1 + (?::float8 - df.df + 0.5) / (df.df + 0.5)) * p.tf * 2.2 / (p.tf + 1.2)) AS score
          FROM p JOIN df USING (term) GROUP BY product_id),
      most AS (SELECT max(words) AS words, (SELECT count(*) FROM q) AS asked FROM scored)
      SELECT product_id, score FROM scored, most WHERE scored.words * 2 >= least(most.words, most.asked)
    )`,
    params: [query, Math.max(stats.la, 1), Math.max(stats.lc, 1), Math.max(stats.ld, 1), stats.n],
  };
}

/** Hits of a code: exact ones first, then those that begin with it, short ones first. */
export function codeHits(code: string): Sql {
  return {
    text: `hits AS MATERIALIZED (
      SELECT product_id, max(CASE WHEN code = ? THEN 1000 ELSE 500 - length(code) END)::float8 AS score
        FROM search.codes WHERE code >= ? AND code < ? GROUP BY product_id
    )`,
    params: [code, code, `${code}\u{10FFFF}`],
  };
}

/** The filters of a request by facet key: each facet is counted under all filters but its own. */
export function filtersOf(request: SearchRequest): ReadonlyMap<string, Sql> {
  const filters = new Map<string, Sql>();
  if (request.brands?.length)
    filters.set('brand', { text: `d.brand = ANY (${inJson})`, params: [JSON.stringify(request.brands)] });
  for (const [name, values] of Object.entries(request.attributes ?? {}))
    if (values.length > 0)
      filters.set(`attr.${name}`, {
        text: `d.attrs && ${inJson}`,
        params: [JSON.stringify(values.map((value) => `${name}=${value}`))],
      });
  if (request.minPriceMinor !== undefined || request.maxPriceMinor !== undefined)
    filters.set('price', {
      text: 'd.price_minor BETWEEN ?::bigint AND ?::bigint',
      params: [request.minPriceMinor ?? 0, request.maxPriceMinor ?? Number.MAX_SAFE_INTEGER],
    });
  if (request.inStock) filters.set('stock', { text: freeUnits('d'), params: [] });
  return filters;
}

/** True where a unit of any variant is free. */
export const freeUnits = (alias: string): string => `EXISTS (
  SELECT 1 FROM search.product_variants pv JOIN search.availability s USING (variant_id)
   WHERE pv.product_id = ${alias}.product_id AND s.available > 0)`;

export const orderOf = (request: SearchRequest): string =>
  ({
    relevance: 'score DESC, listed, product_id',
    newest: 'released_on DESC NULLS LAST, listed DESC, product_id',
    'price-asc': 'price_minor, listed, product_id',
    'price-desc': 'price_minor DESC, listed, product_id',
    title: 'lower(title), listed, product_id',
  })[request.sort ?? 'relevance'] ?? 'score DESC, listed, product_id';
