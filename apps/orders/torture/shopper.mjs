// What shoppers do, over the transport. A command whose answer was lost is sent again under the same id, as clients do.
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

const address = { name: 'A Buyer', line1: 'Street 1', city: 'Berlin', postalCode: '10115', country: 'DE' };

/** A shopper's hands on the services of `client`. */
export function shopping(client) {
  const call = async (pattern, request) => {
    for (const end = Date.now() + 120_000; ; await delay(200)) {
      try {
        return await client.call(pattern, request, { timeoutMs: 4_000 });
      } catch (error) {
        if (Date.now() > end || !(error.retryable || error.status >= 500)) throw error;
      }
    }
  };
  const shop = {
    call,
    add: (cartId, variantId, quantity = 1) =>
      call('orders.add-to-cart', { commandId: randomUUID(), cartId, variantId, quantity }),
    cart: (cartId) => call('orders.get-cart', { cartId }),
    merge: (fromCartId, intoCartId) => call('orders.merge-carts', { commandId: randomUUID(), fromCartId, intoCartId }),
    place: (cartId) =>
      call('orders.place-order', {
        commandId: randomUUID(),
        cartId,
        owner: { visitorId: cartId },
        // One buyer an address: risk counts what an address buys.
        email: `${cartId}@example.com`,
        shippingAddress: address,
        shippingMethod: 'standard',
      }),
    pay: (orderId, cartId, paymentMethodId) =>
      call('orders.pay-order', {
        commandId: randomUUID(),
        orderId,
        owner: { visitorId: cartId },
        paymentMethodId,
        returnUrl: 'https://shop.example/orders',
      }),
    cancel: (orderId, cartId) =>
      call('orders.cancel-order', { commandId: randomUUID(), orderId, owner: { visitorId: cartId }, reason: '' }),
    order: (orderId) => call('orders.get-order', { orderId, owner: { visitorId: '', staff: true } }),
    /** Waits for one of these statuses. */
    async until(orderId, statuses, timeoutMs = 30_000) {
      for (const end = Date.now() + timeoutMs; ; await delay(50)) {
        const order = await shop.order(orderId);
        if (statuses.includes(order.status)) return order;
        if (Date.now() > end)
          throw new Error(`order is ${order.status}, not ${statuses}: ${JSON.stringify(order.timeline)}`);
      }
    },
  };
  return shop;
}
