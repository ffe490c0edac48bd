import type { ProductDescription, ProductEvent } from '@mercury/catalog/contracts';
import { CatalogRefusal } from './catalog.refusal';
import type { ProductState } from './product';

/** Puts a product on the shelf. What is listed already with the same content stays as it is: imports can be repeated. */
export function listProduct(state: ProductState, description: ProductDescription): ProductEvent[] {
  check(description);
  if (state.status === 'listed') return reviseProduct(state, description);
  return [{ type: 'catalog.product.listed', data: description }];
}

/** Replaces the description; the same content is no event. */
export function reviseProduct(state: ProductState, description: ProductDescription): ProductEvent[] {
  if (state.status !== 'listed') throw new CatalogRefusal('catalog.product_not_listed', 'The product is not listed');
  check(description);
  if (canonical(state.description) === canonical(description)) return [];
  return [{ type: 'catalog.product.revised', data: description }];
}

/** Takes a product off the shelf. Twice is once. */
export function withdrawProduct(state: ProductState, productId: string, reason: string): ProductEvent[] {
  if (state.status === 'unknown') throw new CatalogRefusal('catalog.product_not_listed', 'The product is not listed');
  if (state.status === 'withdrawn') return [];
  return [{ type: 'catalog.product.withdrawn', data: { productId, reason } }];
}

function check({ title, slug, variants, categoryPath }: ProductDescription): void {
  if (!title.trim()) throw new CatalogRefusal('catalog.product_untitled', 'A product needs a title');
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))
    throw new CatalogRefusal('catalog.product_slug', `"${slug}" cannot be an address`);
  if (categoryPath.length === 0) throw new CatalogRefusal('catalog.product_category', 'A product needs a category');
  if (variants.length === 0) throw new CatalogRefusal('catalog.product_variants', 'A product needs a variant');
  if (new Set(variants.map(({ variantId }) => variantId)).size < variants.length)
    throw new CatalogRefusal('catalog.product_variants', 'Two variants share an id');
  if (variants.some(({ priceMinor }) => !Number.isSafeInteger(priceMinor) || priceMinor < 0))
    throw new CatalogRefusal('catalog.product_price', 'A price is a whole number of minor units, zero or more');
}

// jsonb does not keep the order of keys, so content is compared with keys sorted.
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
