import type { Recommendation } from '@mercury/recommendations/contracts';

/** Fills a list that is too short with what is popular now, and says so. `excluded` products never appear. */
export function fillWithTrending(
  list: readonly Recommendation[],
  popular: readonly string[],
  excluded: readonly string[],
  limit: number,
): Recommendation[] {
  const taken = new Set([...excluded, ...list.map(({ productId }) => productId)]);
  const fillers = popular
    .filter((productId) => !taken.has(productId))
    .map((productId) => ({ productId, score: 0, reason: { kind: 'trending' as const } }));
  return [...list, ...fillers].slice(0, limit);
}
