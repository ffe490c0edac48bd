import { Query } from '@nestjs/cqrs';
import type { OrdersRpc } from '@mercury/orders/contracts';

/** The orders of one owner, or of all for staff, newest first. */
export class ListOrders extends Query<OrdersRpc['orders.list-orders']['response']> {
  constructor(readonly request: OrdersRpc['orders.list-orders']['request']) {
    super();
  }
}
