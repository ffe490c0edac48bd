import type { ProductCard } from '@mercury/catalog/contracts';

/** Why a product is recommended, exactly: the product of the shopper's own past that carried most of its score. */
export type RecommendationReason =
  | { kind: 'viewed-together'; productId: string }
  | { kind: 'bought-together'; productId: string }
  | { kind: 'trending' };

export interface Recommendation {
  readonly productId: string;
  readonly score: number;
  readonly reason: RecommendationReason;
}

/** A recommendation as a page shows it: the product, and the one that it is recommended for. */
export interface RecommendedProduct {
  readonly product: ProductCard;
  readonly reason: RecommendationReason;
  /** The product that `reason` names; absent for `trending`, or when it is no longer on the shelf. */
  readonly because?: ProductCard;
}

/** Requests that `worker` answers for recommendations. */
export interface RecommendationsRpc {
  'recommendations.for-product': { request: { productId: string; limit?: number }; response: Recommendation[] };
  'recommendations.for-visitor': {
    request: { visitorId: string; recentProductIds?: readonly string[]; limit?: number };
    response: Recommendation[];
  };
}
