import type { RecommendedProduct } from '@mercury/recommendations/contracts';

/** Why a product is on the shelf, for the shopper who reads it. */
export function reasonInWords({ reason, because }: RecommendedProduct): string {
  if (reason.kind === 'trending' || !because) return 'Popular right now';
  return reason.kind === 'bought-together'
    ? `Often bought with ${because.title}`
    : `Because you viewed ${because.title}`;
}
