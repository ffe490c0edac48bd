import { Query } from '@nestjs/cqrs';
import type { OrdersRpc } from '@mercury/orders/contracts';

/** One order with its story, for who may see it. */
export class GetOrder extends Query<OrdersRpc['orders.get-order']['response']> {
  constructor(readonly request: OrdersRpc['orders.get-order']['request']) {
    super();
  }
}
