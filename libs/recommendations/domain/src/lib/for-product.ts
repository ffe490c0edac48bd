import type { Recommendation } from '@mercury/recommendations/contracts';
import { companionship, viewedAffinity, type Neighbour } from './similarity';

/** What goes with a product: first what its viewers viewed, then what its buyers bought. Never the product itself. */
export function recommendForProduct(neighbours: readonly Neighbour[], limit: number): Recommendation[] {
  const viewed = ranked(neighbours, 'viewed-together', viewedAffinity);
  const bought = ranked(neighbours, 'bought-together', companionship);
  const known = new Set(viewed.map(({ productId }) => productId));
  return [...viewed, ...bought.filter(({ productId }) => !known.has(productId))].slice(0, limit);
}

function ranked(
  neighbours: readonly Neighbour[],
  kind: 'viewed-together' | 'bought-together',
  scoreOf: (neighbour: Neighbour) => number,
): Recommendation[] {
  return neighbours
    .filter(({ productId, otherId }) => productId !== otherId)
    .map((neighbour) => ({
      productId: neighbour.otherId,
      score: scoreOf(neighbour),
      reason: { kind, productId: neighbour.productId },
    }))
    .filter(({ score }) => score > 0)
    .sort(betterFirst);
}

/** By score; equal scores by id, so that the same history gives the same list. */
export function betterFirst(a: Recommendation, b: Recommendation): number {
  return b.score - a.score || (a.productId < b.productId ? -1 : 1);
}
