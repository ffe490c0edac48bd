import type { Recommendation, RecommendationReason } from '@mercury/recommendations/contracts';
import { betterFirst } from './for-product';
import { boughtAffinity, viewedAffinity, type Neighbour } from './similarity';

/** How fast interest fades: the eighth product back counts a third of the newest. */
const FADING = 8;

interface Candidate {
  score: number;
  best: number;
  reason: RecommendationReason;
}

/**
 * What a visitor may like: every product's affinity to each of the recent ones, summed, the newer the heavier. The reason
 * is exact: the recent product that carried the most of the score. `recent` is newest first; its products are left out.
 */
export function recommendForVisitor(
  recent: readonly string[],
  neighbours: readonly Neighbour[],
  limit: number,
): Recommendation[] {
  const place = new Map(recent.map((productId, index) => [productId, index]));
  const candidates = new Map<string, Candidate>();
  for (const neighbour of neighbours) {
    const index = place.get(neighbour.productId);
    if (index === undefined || place.has(neighbour.otherId)) continue;
    const weight = Math.exp(-index / FADING);
    credit(candidates, neighbour, weight * viewedAffinity(neighbour), weight * boughtAffinity(neighbour));
  }
  return [...candidates]
    .map(([productId, { score, reason }]) => ({ productId, score, reason }))
    .sort(betterFirst)
    .slice(0, limit);
}

function credit(candidates: Map<string, Candidate>, { productId, otherId }: Neighbour, viewed: number, bought: number) {
  const share = viewed + bought;
  if (share === 0) return;
  const reason: RecommendationReason = { kind: viewed >= bought ? 'viewed-together' : 'bought-together', productId };
  const candidate = candidates.get(otherId) ?? { score: 0, best: 0, reason };
  candidate.score += share;
  if (share > candidate.best) Object.assign(candidate, { best: share, reason });
  candidates.set(otherId, candidate);
}
