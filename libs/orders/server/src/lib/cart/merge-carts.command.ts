import { Command } from '@nestjs/cqrs';
import type { OrdersRpc } from '@mercury/orders/contracts';

/** Moves the lines of one cart into another, as at log in. */
export class MergeCarts extends Command<OrdersRpc['orders.merge-carts']['response']> {
  constructor(readonly request: OrdersRpc['orders.merge-carts']['request']) {
    super();
  }
}
