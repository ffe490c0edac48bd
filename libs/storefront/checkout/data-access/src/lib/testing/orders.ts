import type { OrderStatus, OrderView, PlaceOrderDto } from '@mercury/orders/contracts';

/** What a shopper in Dublin orders, for specs. */
export const anOrderRequest: PlaceOrderDto = {
  email: 'ada@example.test',
  shippingAddress: { name: 'Ada Byrne', line1: '1 Quay', city: 'Dublin', postalCode: 'D01', country: 'IE' },
  shippingMethod: 'standard',
  expectedTotalMinor: 13_400,
};

/** An order as the server tells it. */
export function anOrder(
  status: OrderStatus = 'awaiting_payment',
  version = 1,
  extra: Partial<OrderView> = {},
): OrderView {
  return {
    orderId: 'o-1',
    number: 'M-7F3K2Q',
    version,
    status,
    placedAt: '2026-11-24T10:00:00.000Z',
    email: anOrderRequest.email,
    shippingAddress: anOrderRequest.shippingAddress,
    shippingMethod: { id: 'standard', title: 'Standard', detail: '2–4 days', priceMinor: 500, currency: 'EUR' },
    lines: [
      {
        variantId: 'v-jacket',
        productId: 'p-jacket',
        slug: 'sand-jacket',
        title: 'Sand jacket',
        options: { size: 'M' },
        image: { id: 'jacket', alt: 'A sand-coloured jacket', color: '#d8c7a3' },
        quantity: 1,
        unitPriceMinor: 12_900,
        lineTotalMinor: 12_900,
      },
    ],
    totals: { currency: 'EUR', itemsMinor: 12_900, shippingMinor: 500, taxMinor: 2_506, totalMinor: 13_400 },
    holdExpiresAt: '2026-11-24T10:15:00.000Z',
    timeline: [{ at: '2026-11-24T10:00:00.000Z', type: 'orders.order.placed', title: 'Order placed' }],
    ...extra,
  };
}
