import type { ShippingMethod } from '@mercury/orders/contracts';

/** What a method costs for these items, as the server will charge it: from `freeFromMinor` on nothing. */
export function shippingPrice({ priceMinor, freeFromMinor }: ShippingMethod, itemsMinor: number): number {
  return freeFromMinor !== undefined && itemsMinor >= freeFromMinor ? 0 : priceMinor;
}
