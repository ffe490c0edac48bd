import type { PlacedOrder } from '@mercury/orders/contracts';

/** Where an order goes (ISO 3166-1 alpha-2): noted beside the sealed address, else read from one that was never sealed. */
export function shippingCountryOf({
  shippingCountry,
  shippingAddress,
}: Pick<PlacedOrder, 'shippingCountry' | 'shippingAddress'>): string {
  return shippingCountry ?? ('country' in shippingAddress ? shippingAddress.country : '');
}
