import { RECENT_PRODUCTS } from '@mercury/recommendations/domain';
import type { SpecDeed } from './recommendations-world';
import { timeOf } from './recommendations-world';

/** The read model by counting anew, the plain way. Sessions stay below the basket's size. */
export function recount(deeds: readonly SpecDeed[]) {
  const baskets = new Map<string, { bought: boolean; products: Set<string> }>();
  const recents = new Map<string, Map<string, string>>();
  for (const { kind, session, visitorId, productId, second } of deeds) {
    const bought = kind === 'purchased';
    const key = `${session} ${bought}`;
    const basket = baskets.get(key) ?? { bought, products: new Set<string>() };
    baskets.set(key, basket);
    basket.products.add(productId);
    if (bought) continue;
    const recent = recents.get(visitorId) ?? new Map<string, string>();
    recents.set(visitorId, recent);
    const time = timeOf(second);
    if (time > (recent.get(productId) ?? '')) recent.set(productId, time);
  }
  const products = new Map<string, [number, number]>();
  const pairs = new Map<string, [number, number]>();
  const raise = (map: Map<string, [number, number]>, key: string, bought: boolean) => {
    const counts = map.get(key) ?? [0, 0];
    counts[bought ? 1 : 0] += 1;
    map.set(key, counts);
  };
  for (const { bought, products: inside } of baskets.values())
    for (const one of inside) {
      raise(products, one, bought);
      for (const other of inside) if (one !== other) raise(pairs, `${one} ${other}`, bought);
    }
  const newest = [...recents].map(([visitorId, recent]) => [
    visitorId,
    [...recent].sort(([a, s], [b, t]) => (s === t ? (a < b ? -1 : 1) : s < t ? 1 : -1)).slice(0, RECENT_PRODUCTS),
  ]);
  return {
    products: Object.fromEntries(products),
    pairs: Object.fromEntries(pairs),
    visitors: Object.fromEntries(newest) as Record<string, [string, string][]>,
  };
}
