import type { ShippingMethod } from '@mercury/orders/contracts';

/** What a method costs for lines of `itemsMinor`, by the rule that the server charges by: free from some total on. */
export function shippingPrice({ priceMinor, freeFromMinor }: ShippingMethod, itemsMinor: number): number {
  return freeFromMinor !== undefined && itemsMinor >= freeFromMinor ? 0 : priceMinor;
}
