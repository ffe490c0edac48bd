import { setTimeout as delay } from 'node:timers/promises';
import { importedIds, type ProductCard } from '@mercury/catalog/contracts';
import type { ShopClient } from '../client/shop-client';

const PAGE = 60;
/** The projections come to imported goods in seconds; when none appears for so long, none will. */
const PATIENCE_MS = 30_000;

/** Waits until the shop shows the items. Resolves to the products still missing when nothing came any more: none as a rule. */
export async function waitForProducts(
  client: ShopClient,
  itemIds: readonly string[],
  source: string,
): Promise<readonly string[]> {
  let missing = itemIds.map((itemId) => importedIds(itemId, source).productId);
  let cameAt = Date.now();
  while (missing.length > 0 && Date.now() - cameAt < PATIENCE_MS) {
    const asked = missing.slice(0, PAGE);
    const cards = await client.get<ProductCard[]>(`/api/products?ids=${asked.join(',')}`);
    const shown = new Set(cards.map(({ productId }) => productId));
    missing = [...missing.slice(PAGE), ...asked.filter((productId) => !shown.has(productId))];
    if (shown.size > 0) cameAt = Date.now();
    else await delay(250);
  }
  return missing;
}
