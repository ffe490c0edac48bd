import { Command } from '@nestjs/cqrs';
import type { OrdersRpc } from '@mercury/orders/contracts';

/** Ends an order at its buyer's or the staff's wish. */
export class CancelOrder extends Command<OrdersRpc['orders.cancel-order']['response']> {
  constructor(readonly request: OrdersRpc['orders.cancel-order']['request']) {
    super();
  }
}
