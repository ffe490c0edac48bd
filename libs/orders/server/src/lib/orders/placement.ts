import { Injectable } from '@nestjs/common';
import type { OrdersRpc, PlacedOrder } from '@mercury/orders/contracts';
import { checkOut, orderNumberOf, placeOrder, type PricedOrder } from '@mercury/orders/domain';
import { EventStore } from '@mercury/platform/event-store';
import { CartStreams, type LoadedCart } from '../cart/cart-streams';
import { writeCarts } from '../cart/carts-table';
import { deciding } from '../refuse';
import { Contacts, type SealedContact } from './contacts';
import { writeOrderRow } from './order-list-table';
import { recordOf, type OrderRecord } from './order-record';
import { OrdersMetrics } from './orders.metrics';
import { OrderStreams } from './order-streams';
import type { Hold } from './stock-holds';

export interface PlacementFacts {
  readonly orderId: string;
  readonly cart: LoadedCart;
  readonly request: OrdersRpc['orders.place-order']['request'];
  readonly priced: PricedOrder;
  readonly hold: Hold;
}

/** The one append that makes an order out of a cart: both streams and both rows, or nothing. */
@Injectable()
export class Placement {
  constructor(
    private readonly store: EventStore,
    private readonly orders: OrderStreams,
    private readonly carts: CartStreams,
    private readonly contacts: Contacts,
    private readonly metrics: OrdersMetrics,
  ) {}

  async append(facts: PlacementFacts): Promise<OrderRecord> {
    const { orderId, cart, request } = facts;
    const unknown = recordOf(orderId, []);
    const contact = await this.contacts.seal(orderId, request);
    const placing = deciding(() => placeOrder(unknown.state, placedOrder(facts, contact)));
    const leaving = deciding(() => checkOut(cart.state, orderId));
    const order = this.orders.after(unknown, placing);
    const { duplicate } = await this.store.append(
      [
        { streamId: `orders.order-${orderId}`, expectedVersion: 0, events: placing },
        { streamId: cart.streamId, expectedVersion: cart.version, events: leaving },
      ],
      {
        commandId: request.commandId,
        occurredAt: order.story[0]?.at,
        inline: async (em) => {
          await writeCarts(em, [this.carts.after(cart, leaving)]);
          await writeOrderRow(em, order);
        },
      },
    );
    if (!duplicate) this.metrics.note(placing);
    return order;
  }
}

function placedOrder({ orderId, request, priced, hold }: PlacementFacts, contact: SealedContact): PlacedOrder {
  const { owner, cartId, shippingMethod } = request;
  return {
    orderId,
    number: orderNumberOf(orderId),
    cartId,
    visitorId: owner.visitorId,
    ...(owner.accountId && { accountId: owner.accountId }),
    ...contact,
    shippingMethod,
    lines: priced.lines,
    totals: priced.totals,
    holdId: hold.holdId,
    holdExpiresAt: hold.expiresAt,
  };
}
