import type { ProductDetail, VariantView } from '@mercury/catalog/contracts';
import type { ApiShopper } from './api-shopper';

export interface Offer {
  readonly product: ProductDetail;
  readonly variant: VariantView;
}

/** A product that is there in good number, so that tests do not take it from each other. */
export async function plentiful(shopper: ApiShopper, q = 'mug'): Promise<Offer> {
  return find(shopper, { q, inStock: 'true' }, ({ available }) => available >= 5);
}

/**
 * A variant of which few are left, and which the product's page shows first: the page opens with the first variant that
 * can be bought.
 */
export async function scarce(shopper: ApiShopper): Promise<Offer> {
  return find(shopper, { inStock: 'true', sort: 'newest' }, ({ available }) => available >= 2 && available <= 99);
}

async function find(
  shopper: ApiShopper,
  parameters: Record<string, string>,
  fits: (variant: VariantView) => boolean,
): Promise<Offer> {
  const { items } = await shopper.search({ ...parameters, limit: '24' });
  for (const { slug } of items) {
    const product = await shopper.product(slug);
    const variant = product.variants.find(({ available }) => available > 0);
    if (variant && fits(variant)) return { product, variant };
  }
  throw new Error(`no product fits ${JSON.stringify(parameters)}`);
}
