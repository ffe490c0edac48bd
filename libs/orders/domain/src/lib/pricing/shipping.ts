import type { ShippingMethod } from '@mercury/orders/contracts';
import { OrdersRefusal } from '../orders.refusal';

/** The ways a parcel can go, cheapest promise first. Prices include tax. */
export const shippingMethods: readonly ShippingMethod[] = [
  {
    id: 'standard',
    title: 'Standard delivery',
    detail: '2–4 working days, free from €50',
    priceMinor: 490,
    currency: 'EUR',
    freeFromMinor: 5_000,
  },
  { id: 'express', title: 'Express delivery', detail: 'Next working day', priceMinor: 1_290, currency: 'EUR' },
  {
    id: 'pickup',
    title: 'Pick-up point',
    detail: '2–4 working days, collect it when it suits you',
    priceMinor: 290,
    currency: 'EUR',
  },
];

/** A method by its id. */
export function shippingMethodOf(id: string): ShippingMethod {
  const method = shippingMethods.find((candidate) => candidate.id === id);
  if (!method)
    throw new OrdersRefusal('orders.shipping_unknown', `There is no shipping method "${id.slice(0, 40)}"`, {
      known: shippingMethods.map((candidate) => candidate.id),
    });
  return method;
}

/** What a method costs for so many items, in minor units. */
export function shippingPriceOf({ priceMinor, freeFromMinor }: ShippingMethod, itemsMinor: number): number {
  return freeFromMinor !== undefined && itemsMinor >= freeFromMinor ? 0 : priceMinor;
}
