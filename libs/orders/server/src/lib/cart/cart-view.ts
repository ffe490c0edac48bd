import type { VariantQuote } from '@mercury/catalog/contracts';
import type { CartEventLine, CartLineView, CartView } from '@mercury/orders/contracts';
import type { LoadedCart } from './cart-streams';

/** A cart as pages show it, with the prices and the stock of now. */
export function cartView({ id, version, state }: LoadedCart, quotes: readonly VariantQuote[]): CartView {
  const byId = new Map(quotes.map((quote) => [quote.variantId, quote]));
  const lines = state.lines.map((line) => lineView(line, byId.get(line.variantId) ?? noLongerSold(line)));
  return {
    cartId: id,
    version,
    lines,
    itemCount: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    subtotalMinor: lines.reduce((sum, { lineTotalMinor }) => sum + lineTotalMinor, 0),
    currency: quotes[0]?.currency ?? 'EUR',
  };
}

function lineView({ quantity }: CartEventLine, variant: VariantQuote): CartLineView {
  const problem = variant.available <= 0 ? 'sold_out' : variant.available < quantity ? 'short' : undefined;
  return { variant, quantity, lineTotalMinor: variant.priceMinor * quantity, ...(problem && { problem }) };
}

/** A line whose product has left the shelf stays visible, as sold out, so that its shopper can see what happened to it. */
function noLongerSold({ variantId, productId }: CartEventLine): VariantQuote {
  return {
    variantId,
    productId,
    slug: '',
    title: 'No longer sold',
    brand: '',
    sku: '',
    options: {},
    image: { id: 'placeholder', alt: '', color: '#e7e2da' },
    priceMinor: 0,
    currency: 'EUR',
    available: 0,
    categoryPath: [],
  };
}
