import { Command } from '@nestjs/cqrs';
import type { OrdersRpc } from '@mercury/orders/contracts';

/** Puts units of a variant into a cart. */
export class AddToCart extends Command<OrdersRpc['orders.add-to-cart']['response']> {
  constructor(readonly request: OrdersRpc['orders.add-to-cart']['request']) {
    super();
  }
}
