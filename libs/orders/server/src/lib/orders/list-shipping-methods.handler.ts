import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ShippingMethod } from '@mercury/orders/contracts';
import { shippingMethods } from '@mercury/orders/domain';
import { ListShippingMethods } from './list-shipping-methods.query';

@QueryHandler(ListShippingMethods)
export class ListShippingMethodsHandler implements IQueryHandler<ListShippingMethods> {
  async execute(): Promise<ShippingMethod[]> {
    return [...shippingMethods];
  }
}
