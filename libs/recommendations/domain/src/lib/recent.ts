/** How many products a visitor is remembered by. */
export const RECENT_PRODUCTS = 20;

/** A product and when its visitor last had to do with it, ISO 8601. */
export type Recent = readonly [productId: string, occurredAt: string];

/** The newest of all, each product once: the same for the same entries in whatever order they come. */
export function newestRecents(entries: Iterable<Recent>): Recent[] {
  const newest = new Map<string, string>();
  for (const [productId, occurredAt] of entries)
    if (occurredAt > (newest.get(productId) ?? '')) newest.set(productId, occurredAt);
  return [...newest].sort(newerFirst).slice(0, RECENT_PRODUCTS);
}

/** What a visitor was last concerned with: what the caller knows is newer than what has come through the streams. */
export function recentProducts(told: readonly string[], stored: readonly Recent[]): string[] {
  return [...new Set([...told, ...stored.map(([productId]) => productId)])].slice(0, RECENT_PRODUCTS);
}

function newerFirst([productA, timeA]: Recent, [productB, timeB]: Recent): number {
  if (timeA !== timeB) return timeA < timeB ? 1 : -1;
  return productA < productB ? -1 : 1;
}
