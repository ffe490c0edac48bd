import type { CartLineView, CartView } from '@mercury/orders/contracts';
import type { CartProduct } from '../cart.models';

/** A product for specs: a jacket at €129.00 with ten free units. */
export const jacket: CartProduct = {
  productId: 'p-jacket',
  slug: 'sand-jacket',
  title: 'Sand jacket',
  brand: 'Norrland',
  options: { size: 'M' },
  image: { id: 'jacket', alt: 'A sand-coloured jacket', color: '#d8c7a3' },
  priceMinor: 12_900,
  currency: 'EUR',
  available: 10,
};

/** A confirmed line of `quantity` jackets. */
export function aLine(quantity: number, variantId = 'v-jacket', product: CartProduct = jacket): CartLineView {
  return {
    variant: { ...product, variantId, sku: `SKU-${variantId}`, categoryPath: ['clothing'] },
    quantity,
    lineTotalMinor: product.priceMinor * quantity,
  };
}

/** A cart as the server tells it. */
export function aCart(lines: readonly CartLineView[], version = lines.length, cartId = 'guest'): CartView {
  return {
    cartId,
    version,
    lines,
    itemCount: lines.reduce((count, { quantity }) => count + quantity, 0),
    subtotalMinor: lines.reduce((sum, { lineTotalMinor }) => sum + lineTotalMinor, 0),
    currency: 'EUR',
  };
}
