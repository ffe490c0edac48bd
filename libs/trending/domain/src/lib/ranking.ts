import type { TrendingEntry } from '@mercury/trending/contracts';

/** How many places of a ranking are remembered, to tell later who has risen. */
export const REMEMBERED_PLACES = 100;

export interface Place {
  readonly productId: string;
  readonly score: number;
}

/** The places of a ranking with their numbers, and with those that the same products had some minutes ago. */
export function entriesOf(places: readonly Place[], earlier: readonly string[]): TrendingEntry[] {
  const before = new Map(earlier.map((productId, index) => [productId, index + 1]));
  return places.map(({ productId, score }, index) => ({
    productId,
    rank: index + 1,
    previousRank: before.get(productId) ?? null,
    score,
  }));
}
