import { deterministicId } from '@mercury/shared/util-ids';

/**
 * The ids of a product that was imported from elsewhere, from its id there. Whoever knows a product by the other shop's
 * id finds it here; `source` keeps apart shops that number alike.
 */
export function importedIds(externalId: string, source?: string): { productId: string; variantId: string } {
  const parts = source === undefined ? [externalId] : [source, externalId];
  return { productId: deterministicId('import', ...parts), variantId: deterministicId('import-variant', ...parts) };
}
