import type { VariantQuote } from '@mercury/catalog/contracts';
import type { CartEventLine, OrderLine, OrderTotals } from '@mercury/orders/contracts';
import { OrdersRefusal } from '../orders.refusal';
import { shippingMethodOf, shippingPriceOf } from './shipping';
import { taxContainedIn, taxRateOf } from './tax';

export interface Destination {
  readonly shippingMethod: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

export interface PricedOrder {
  readonly lines: readonly OrderLine[];
  readonly totals: OrderTotals;
}

/**
 * What a cart costs now: names and prices as the catalogue quotes them, shipping, and the tax contained in both (rounded
 * once, on the total). What the catalogue no longer quotes is refused like what is sold out, with the same code and data.
 */
export function priceOrder(
  cart: readonly CartEventLine[],
  quotes: readonly VariantQuote[],
  { shippingMethod, country }: Destination,
): PricedOrder {
  const method = shippingMethodOf(shippingMethod);
  const chosen = quotesOf(cart, quotes);
  const currencies = [...new Set(chosen.map(({ quote }) => quote.currency))];
  if (currencies.length !== 1 || currencies[0] !== method.currency)
    throw new OrdersRefusal('orders.mixed_currencies', `An order is paid in ${method.currency} alone`, { currencies });
  const lines = chosen.map(toOrderLine);
  const itemsMinor = lines.reduce((sum, { lineTotalMinor }) => sum + lineTotalMinor, 0);
  const shippingMinor = shippingPriceOf(method, itemsMinor);
  const totalMinor = itemsMinor + shippingMinor;
  const taxMinor = taxContainedIn(totalMinor, taxRateOf(country));
  return { lines, totals: { currency: method.currency, itemsMinor, shippingMinor, taxMinor, totalMinor } };
}

function quotesOf(cart: readonly CartEventLine[], quotes: readonly VariantQuote[]) {
  const byId = new Map(quotes.map((quote) => [quote.variantId, quote]));
  const gone = cart.filter(({ variantId }) => !byId.has(variantId));
  if (gone.length > 0)
    throw new OrdersRefusal('catalog.sold_out', 'Some items are no longer sold', {
      lines: gone.map(({ variantId }) => ({ variantId, available: 0 })),
    });
  return cart.map(({ variantId, quantity }) => ({ quote: byId.get(variantId) as VariantQuote, quantity }));
}

function toOrderLine({ quote, quantity }: { quote: VariantQuote; quantity: number }): OrderLine {
  return {
    variantId: quote.variantId,
    productId: quote.productId,
    slug: quote.slug,
    title: quote.title,
    options: quote.options,
    image: quote.image,
    quantity,
    unitPriceMinor: quote.priceMinor,
    lineTotalMinor: quote.priceMinor * quantity,
  };
}
