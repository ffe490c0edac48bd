import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { OrderView } from '@mercury/orders/contracts';
import { orderNotFound } from '../refuse';
import { GetOrder } from './get-order.query';
import { OrderStreams } from './order-streams';
import { OrderViews } from './order-views';
import { maySee } from './owner';

/** Folded from the order's own stream: short, and never behind. */
@QueryHandler(GetOrder)
export class GetOrderHandler implements IQueryHandler<GetOrder> {
  constructor(
    private readonly orders: OrderStreams,
    private readonly views: OrderViews,
  ) {}

  async execute({ request: { orderId, owner } }: GetOrder): Promise<OrderView> {
    const order = await this.orders.load(orderId);
    const { placed } = order.state;
    if (!placed || !maySee(owner, placed)) throw orderNotFound();
    return this.views.of(order);
  }
}
