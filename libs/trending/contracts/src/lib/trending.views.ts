import type { ProductCard } from '@mercury/catalog/contracts';

/** One place of the ranking. `previousRank` is null for a newcomer. Ranks start at 1. */
export interface TrendingEntry {
  readonly productId: string;
  readonly rank: number;
  readonly previousRank: number | null;
  /** Weighted events in the window: a view 1, a cart add 3, a purchase 6; each visitor counts once per kind. */
  readonly score: number;
}

export interface TrendingTop {
  /** `all` or `category:<slug>`. */
  readonly scope: string;
  readonly windowMinutes: number;
  readonly asOf: string;
  readonly items: readonly TrendingEntry[];
}

/** The ranking as a page shows it: each place with its product. What is no longer on the shelf is left out. */
export interface TrendingShelf extends Omit<TrendingTop, 'items'> {
  readonly items: readonly (TrendingEntry & { readonly product: ProductCard })[];
}

/** Requests that `worker` answers for trending. */
export interface TrendingRpc {
  'trending.top': { request: { scope?: string; limit?: number }; response: TrendingTop };
}
