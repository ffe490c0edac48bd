import type { Client, estypes } from '@elastic/elasticsearch';
import type { ProductCard } from '@mercury/catalog/contracts';
import type { SearchRequest, SearchSuggestion } from '@mercury/search/contracts';
import { decodeCursor, encodeCursor, looksLikeCode, normaliseCode } from '@mercury/search/domain';
import { facetsOf } from '../facets';
import { SearchPort, type EngineAnswer } from '../search.port';
import { wholeAnswer } from './elasticsearch-errors';
import { facetRows, priceRange } from './facet-aggregations';
import { PRODUCTS_ALIAS } from './index-definition';
import { codeQuery, pageSize, searchBody, sortOf, textQuery } from './search-body';
import { correctedQuery, spellingSuggester } from './spelling';
import { suggestBody, suggestionsOf } from './suggest-body';

interface Source {
  readonly card: ProductCard;
  readonly in_stock: boolean;
}

/** Never repeated: a second try would only add load, and PostgreSQL has answered by then. */
const once = { maxRetries: 0 };

/** The Elasticsearch engine: the same ladder as PostgreSQL's, asked under the caller's signal. */
export class ElasticsearchSearch extends SearchPort {
  private lastAsked: SearchRequest = {};

  constructor(
    private readonly client: Client,
    /** What the server itself may spend on a search; the caller's deadline is the strict one. */
    private readonly timeoutMs: number,
  ) {
    super();
  }

  override async query(request: SearchRequest, signal?: AbortSignal): Promise<EngineAnswer> {
    this.lastAsked = request;
    const q = request.q?.trim().slice(0, 200);
    if (!q) return this.answer(await this.ask(searchBody(request, undefined, this.timeoutMs), signal), request);
    if (looksLikeCode(q)) {
      const byCode = await this.ask(searchBody(request, codeQuery(normaliseCode(q)), this.timeoutMs), signal);
      if (totalOf(byCode) > 0) return this.answer(byCode, request);
    }
    const first = await this.ask(
      { ...searchBody(request, textQuery(q), this.timeoutMs), suggest: spellingSuggester(q.toLowerCase()) },
      signal,
    );
    const corrected = correctedQuery(q, first.suggest);
    if (!corrected) return this.answer(first, request);
    const second = await this.ask(searchBody(request, textQuery(corrected), this.timeoutMs), signal);
    return totalOf(second) > 0
      ? { ...this.answer(second, request), correctedQuery: corrected }
      : this.answer(first, request);
  }

  /** Asks again what a shopper asked last: a server that only manages easy questions is not well. */
  probe(signal: AbortSignal): Promise<EngineAnswer> {
    return this.query(this.lastAsked, signal);
  }

  override async suggest(q: string, limit: number, signal?: AbortSignal): Promise<SearchSuggestion[]> {
    const prefix = q.trim().slice(0, 100);
    if (!prefix) return [];
    return suggestionsOf(await this.ask(suggestBody(prefix, limit, this.timeoutMs), signal), limit);
  }

  private async ask(body: estypes.SearchRequest, signal?: AbortSignal): Promise<estypes.SearchResponse<Source>> {
    const options = signal ? { ...once, signal } : once;
    return wholeAnswer(await this.client.search<Source>({ index: PRODUCTS_ALIAS, ...body }, options));
  }

  private answer(found: estypes.SearchResponse<Source>, request: SearchRequest): EngineAnswer {
    const hits = found.hits.hits;
    const total = totalOf(found);
    const aggregations = (found.aggregations ?? {}) as Record<string, unknown>;
    const seen = decodeCursor(request.cursor) + hits.length;
    const last = hits.at(-1);
    return {
      items: hits.flatMap(({ _source }) => (_source ? [{ ..._source.card, inStock: _source.in_stock }] : [])),
      total,
      facets: facetsOf(facetRows(aggregations, request), request),
      price: priceRange(aggregations),
      nextCursor:
        last && hits.length === pageSize(request) && seen < total
          ? encodeCursor(seen, [sortOf(request), ...(last.sort ?? [])])
          : null,
    };
  }
}

function totalOf({ hits }: estypes.SearchResponse<Source>): number {
  return typeof hits.total === 'number' ? hits.total : (hits.total?.value ?? 0);
}
