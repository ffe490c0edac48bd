import type { OrderEvent, PlacedOrder } from '@mercury/orders/contracts';
import { orderAggregate, type OrderState } from '../order/order';

export const heldUntil = '2026-11-24T12:15:00.000Z';
export const whileHeld = new Date('2026-11-24T12:10:00.000Z');
export const afterHold = new Date('2026-11-24T12:15:00.000Z');

export const placed: PlacedOrder = {
  orderId: 'o1',
  number: 'M-000001',
  cartId: 'c1',
  visitorId: 'visitor',
  email: 'buyer@example.com',
  shippingAddress: { name: 'A Buyer', line1: 'Street 1', city: 'Berlin', postalCode: '10115', country: 'DE' },
  shippingCountry: 'DE',
  customerKey: 'email:5e',
  shippingMethod: 'standard',
  lines: [
    {
      variantId: 'v1',
      productId: 'p1',
      slug: 'lamp',
      title: 'Lamp',
      options: {},
      image: { id: 'i', alt: '', color: '#ffffff' },
      quantity: 2,
      unitPriceMinor: 3_000,
      lineTotalMinor: 6_000,
    },
  ],
  totals: { currency: 'EUR', itemsMinor: 6_000, shippingMinor: 0, taxMinor: 958, totalMinor: 6_000 },
  holdId: 'h1',
  holdExpiresAt: heldUntil,
};

/** Events of an order, for given/when/then. */
export const happened = {
  placed: { type: 'orders.order.placed', data: placed },
  started: (attempt = 1): OrderEvent => ({
    type: 'orders.order.payment-started',
    data: {
      orderId: 'o1',
      paymentId: `pay${attempt}`,
      attempt,
      paymentMethodId: 'pm_1',
      returnUrl: 'https://shop/orders/o1',
    },
  }),
  actionRequired: {
    type: 'orders.order.payment-action-required',
    data: { orderId: 'o1', paymentId: 'pay1', nextActionUrl: 'https://bank' },
  },
  declined: {
    type: 'orders.order.payment-declined',
    data: { orderId: 'o1', paymentId: 'pay1', declineCode: 'card_declined' },
  },
  authorised: (amountMinor = 6_000, currency = 'EUR'): OrderEvent => ({
    type: 'orders.order.payment-authorised',
    data: { orderId: 'o1', paymentId: 'pay1', amountMinor, currency },
  }),
  assessed: (
    decision: 'approve' | 'review' | 'decline',
    decidedBy: 'model' | 'rule' | 'reviewer' = 'model',
  ): OrderEvent => ({
    type: 'orders.order.risk-assessed',
    data: { orderId: 'o1', assessmentId: decidedBy === 'rule' ? null : 'a1', paymentId: 'pay1', decision, decidedBy },
  }),
  committed: { type: 'orders.order.stock-committed', data: { orderId: 'o1', holdId: 'h1' } },
  cancelled: { type: 'orders.order.cancelled', data: { orderId: 'o1', reason: 'by_customer' } },
  expired: { type: 'orders.order.expired', data: { orderId: 'o1', heldUntil } },
} as const;

/** The state after these events of a placed order. */
export function anOrder(...events: OrderEvent[]): OrderState {
  return [happened.placed, ...events].reduce(orderAggregate.evolve, orderAggregate.initialState());
}
