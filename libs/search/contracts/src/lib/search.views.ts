import type { ProductCard } from '@mercury/catalog/contracts';

export type SearchSort = 'relevance' | 'newest' | 'price-asc' | 'price-desc' | 'title';

/** A question to the catalogue; without `q` it lists a category. */
export interface SearchRequest {
  readonly q?: string;
  readonly category?: string;
  readonly brands?: readonly string[];
  /** Chosen attribute values: within one attribute any of them, across attributes all. */
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
  readonly minPriceMinor?: number;
  readonly maxPriceMinor?: number;
  readonly inStock?: boolean;
  readonly sort?: SearchSort;
  /** 1 to 60, default 24. */
  readonly limit?: number;
  readonly cursor?: string;
}

export interface Facet {
  /** `brand`, `category`, or `attr.<name>`: the name of the query parameter that chooses it. */
  readonly key: string;
  readonly title: string;
  readonly values: readonly { value: string; title: string; count: number; selected: boolean }[];
}

export interface SearchAnswer {
  readonly items: readonly ProductCard[];
  readonly total: number;
  readonly facets: readonly Facet[];
  readonly price: { readonly minMinor: number; readonly maxMinor: number } | null;
  readonly nextCursor: string | null;
  /** Set when a word was unknown and another was searched instead. */
  readonly correctedQuery?: string;
  readonly meta: {
    readonly engine: 'elasticsearch' | 'postgres';
    /** `safe` when Elasticsearch is configured and PostgreSQL had to answer. */
    readonly mode: 'normal' | 'safe';
    readonly tookMs: number;
  };
}

export interface SearchSuggestion {
  readonly kind: 'product' | 'category' | 'brand' | 'query';
  readonly text: string;
  readonly slug?: string;
  readonly image?: ProductCard['image'];
}

/** Requests that the catalog app answers for search. */
export interface SearchRpc {
  'search.query': { request: SearchRequest; response: SearchAnswer };
  'search.suggest': { request: { q: string; limit?: number }; response: SearchSuggestion[] };
}
