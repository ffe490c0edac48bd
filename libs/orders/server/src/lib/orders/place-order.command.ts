import { Command } from '@nestjs/cqrs';
import type { OrdersRpc } from '@mercury/orders/contracts';

/** Holds the goods and turns a cart into an order. */
export class PlaceOrder extends Command<OrdersRpc['orders.place-order']['response']> {
  constructor(readonly request: OrdersRpc['orders.place-order']['request']) {
    super();
  }
}
