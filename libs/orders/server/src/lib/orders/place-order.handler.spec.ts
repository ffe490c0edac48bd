import type { OrdersRpc, PlacedOrder } from '@mercury/orders/contracts';
import { ConflictError } from '@mercury/platform/errors';
import type { RecordedEvent } from '@mercury/platform/event-store';
import { PlaceOrder } from './place-order.command';
import { PlaceOrderHandler } from './place-order.handler';
import { orderView } from './order-view';
import { recordOf } from './order-record';

type Request = OrdersRpc['orders.place-order']['request'];
type Parts = ConstructorParameters<typeof PlaceOrderHandler>;

const request = { commandId: 'c1', cartId: 'cart', owner: { visitorId: 'v' } } as Request;
const placed = { lines: [], totals: {}, holdId: 'h1', number: 'M-000001' } as unknown as PlacedOrder;
const nothing = recordOf('o1', []);
const order = recordOf('o1', [
  { type: 'orders.order.placed', data: placed, metadata: { occurredAt: '2026-11-24T12:00:00.000Z' } } as RecordedEvent,
]);

describe('a placement that is sent again before its first run has ended', () => {
  function handlerWith({ loads, price }: { loads: (typeof order)[]; price: () => Promise<never> }) {
    const parts = [
      { load: async () => loads.shift() ?? order },
      { loadAll: async () => [{ state: { lines: [] } }] },
      { price },
      {},
      {},
      { of: async (record: typeof order) => orderView(record, { email: null, shippingAddress: null }) },
    ] as unknown as Parts;
    return new PlaceOrderHandler(...parts);
  }
  const empty = () => Promise.reject(new ConflictError('orders.cart_empty'));

  it('answers with the order, though the first run has emptied the cart meanwhile', async () => {
    const view = await handlerWith({ loads: [nothing], price: empty }).execute(new PlaceOrder(request));
    expect(view).toMatchObject({ orderId: 'o1', number: 'M-000001' });
  });

  it('is refused when no order was placed', async () => {
    const handler = handlerWith({ loads: [nothing, nothing], price: empty });
    await expect(handler.execute(new PlaceOrder(request))).rejects.toMatchObject({ code: 'orders.cart_empty' });
  });
});
