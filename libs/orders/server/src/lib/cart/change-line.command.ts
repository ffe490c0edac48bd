import { Command } from '@nestjs/cqrs';
import type { OrdersRpc } from '@mercury/orders/contracts';

/** Sets the units of a line; zero removes it. */
export class ChangeLine extends Command<OrdersRpc['orders.change-line']['response']> {
  constructor(readonly request: OrdersRpc['orders.change-line']['request']) {
    super();
  }
}
