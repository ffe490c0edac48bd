import { Query } from '@nestjs/cqrs';
import type { OrdersRpc } from '@mercury/orders/contracts';

/** A cart with the prices and the stock of now. */
export class GetCart extends Query<OrdersRpc['orders.get-cart']['response']> {
  constructor(readonly request: OrdersRpc['orders.get-cart']['request']) {
    super();
  }
}
