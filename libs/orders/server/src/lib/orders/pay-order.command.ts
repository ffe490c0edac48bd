import { Command } from '@nestjs/cqrs';
import type { OrdersRpc } from '@mercury/orders/contracts';

/** Starts an attempt to pay an order. */
export class PayOrder extends Command<OrdersRpc['orders.pay-order']['response']> {
  constructor(readonly request: OrdersRpc['orders.pay-order']['request']) {
    super();
  }
}
