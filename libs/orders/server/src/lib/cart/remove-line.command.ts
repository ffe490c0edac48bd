import { Command } from '@nestjs/cqrs';
import type { OrdersRpc } from '@mercury/orders/contracts';

/** Takes a line out of a cart. */
export class RemoveLine extends Command<OrdersRpc['orders.remove-line']['response']> {
  constructor(readonly request: OrdersRpc['orders.remove-line']['request']) {
    super();
  }
}
