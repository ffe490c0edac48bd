import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { ProductCard } from '@mercury/catalog/contracts';
import type { Facet, SearchRequest, SearchSuggestion } from '@mercury/search/contracts';
import { decodeCursor, encodeCursor, looksLikeCode, normaliseCode } from '@mercury/search/domain';
import { facetsOf, type FacetRows } from '../facets';
import { SearchPort, type EngineAnswer } from '../search.port';
import { codeHits, textHits, type CorpusStatistics, type Sql } from './search-sql';
import { searchStatement } from './statement';
import { suggestSql } from './suggest-sql';
import { Vocabulary } from './vocabulary';

const STATISTICS_FRESH_MS = 30_000;

interface Row extends FacetRows {
  readonly items: ProductCard[];
  readonly total: number;
  readonly price: { minMinor: number | null; maxMinor: number | null };
}

/** The PostgreSQL engine: codes, then BM25F with all words first, then the same with unknown words corrected. */
export class PostgresSearch extends SearchPort {
  private readonly vocabulary: Vocabulary;
  private statistics?: Promise<CorpusStatistics & { readAt: number }>;

  constructor(
    private readonly em: SqlEntityManager,
    private readonly now: () => number,
  ) {
    super();
    this.vocabulary = new Vocabulary(em, now);
  }

  override async query(request: SearchRequest): Promise<EngineAnswer> {
    const q = request.q?.trim().slice(0, 200);
    if (!q) return this.run(request, undefined);
    if (looksLikeCode(q)) {
      const byCode = await this.run(request, codeHits(normaliseCode(q)));
      if (byCode.total > 0) return byCode;
    }
    const correctedQuery = await this.vocabulary.correct(q);
    const answer = await this.run(request, textHits(correctedQuery ?? q, await this.corpus()));
    return correctedQuery && answer.total > 0 ? { ...answer, correctedQuery } : answer;
  }

  override async suggest(q: string, limit: number): Promise<SearchSuggestion[]> {
    const prefix = q.trim().slice(0, 100);
    if (!prefix) return [];
    const { text, params } = suggestSql(prefix, limit);
    const rows = await this.em.fork().execute<{ suggestion: SearchSuggestion }[]>(text, [...params]);
    return rows.map(({ suggestion }) => suggestion);
  }

  private async run(request: SearchRequest, hits: Sql | undefined): Promise<EngineAnswer> {
    const limit = Math.min(Math.max(Math.trunc(request.limit ?? 24), 1), 100);
    const offset = decodeCursor(request.cursor);
    const { text, params } = searchStatement(request, hits, limit, offset);
    const [row] = await this.em.fork().execute<Row[]>(text, [...params]);
    const { items, total, price, ...facetRows } = row as Row;
    const facets: readonly Facet[] = facetsOf(facetRows, request);
    return {
      items,
      total,
      facets,
      price:
        price.minMinor === null || price.maxMinor === null
          ? null
          : { minMinor: price.minMinor, maxMinor: price.maxMinor },
      nextCursor: offset + items.length < total && items.length > 0 ? encodeCursor(offset + items.length) : null,
    };
  }

  private async corpus(): Promise<CorpusStatistics> {
    const known = await this.statistics;
    if (known && known.n > 0 && this.now() - known.readAt < STATISTICS_FRESH_MS) return known;
    this.statistics = this.em
      .fork()
      .execute<CorpusStatistics[]>(
        `SELECT count(*)::int AS n, coalesce(avg(la), 1)::float8 AS la, coalesce(avg(lc), 1)::float8 AS lc,
                coalesce(avg(ld), 1)::float8 AS ld FROM search.documents`,
      )
      .then(([row]) => ({ ...(row as CorpusStatistics), readAt: this.now() }));
    this.statistics.catch(() => (this.statistics = undefined));
    return this.statistics;
  }
}
