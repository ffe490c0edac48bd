import type { SearchAnswer, SearchRequest, SearchSuggestion } from '@mercury/search/contracts';

/** What an engine finds; the service around it adds how it was found. */
export type EngineAnswer = Omit<SearchAnswer, 'meta'>;

/** A search engine. Both adapters pass the same suite. `signal` ends the work when its answer is too late. */
export abstract class SearchPort {
  abstract query(request: SearchRequest, signal?: AbortSignal): Promise<EngineAnswer>;
  abstract suggest(q: string, limit: number, signal?: AbortSignal): Promise<SearchSuggestion[]>;
}
