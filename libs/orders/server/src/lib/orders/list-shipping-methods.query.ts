import { Query } from '@nestjs/cqrs';
import type { OrdersRpc } from '@mercury/orders/contracts';

/** The ways a parcel can go. */
export class ListShippingMethods extends Query<OrdersRpc['orders.list-shipping-methods']['response']> {
  constructor(readonly request: OrdersRpc['orders.list-shipping-methods']['request']) {
    super();
  }
}
