import { createHash } from 'node:crypto';
import type { PlacedOrder, ShippingAddress } from '@mercury/orders/contracts';

/** How orders were written before what names a person was sealed. */
type OrderPlacedV1 = Omit<PlacedOrder, 'email' | 'shippingAddress' | 'shippingCountry' | 'customerKey'> & {
  readonly email: string;
  readonly shippingAddress: ShippingAddress;
};

/**
 * Version 2 seals `email` and `shippingAddress`, and notes beside them what others need. What was written in the clear stays
 * so: nothing can be sealed after the fact. The customer's key is the one that risk counted such an order by.
 */
export const orderPlacedV1 = {
  type: 'orders.order.placed',
  version: 1,
  upcast: (placed: OrderPlacedV1): PlacedOrder => ({
    ...placed,
    shippingCountry: placed.shippingAddress.country,
    customerKey: placed.accountId ? `account:${placed.accountId}` : `email:${hashOf(placed.email)}`,
  }),
};

const hashOf = (email: string): string =>
  createHash('sha256').update(email.trim().toLowerCase()).digest('hex').slice(0, 32);
