export type { Facet, SearchAnswer, SearchRequest, SearchRpc, SearchSort, SearchSuggestion } from './lib/search.views';
