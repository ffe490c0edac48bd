import type { Basket } from './baskets';

/** How many milliseconds after the first basket each one begins, at `speedUp` times the speed of their own time. */
export function startsAfter(
  baskets: readonly Pick<Basket, 'at'>[],
  speedUp: number,
): (basket: Pick<Basket, 'at'>) => number {
  const first = baskets[0]?.at ?? 0;
  return ({ at }) => Math.max(Math.round((at - first) / speedUp), 0);
}
