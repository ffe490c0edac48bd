import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { OrderView } from '@mercury/orders/contracts';
import { cancelOrder } from '@mercury/orders/domain';
import { deciding, orderNotFound } from '../refuse';
import { CancelOrder } from './cancel-order.command';
import { OrderStreams } from './order-streams';
import { OrderViews } from './order-views';
import { maySee, ownerKeyOf, ownerKeysOf } from './owner';

/** Ends the order; what it had taken is given back by the process manager, on the event. */
@CommandHandler(CancelOrder)
export class CancelOrderHandler implements ICommandHandler<CancelOrder> {
  constructor(
    private readonly orders: OrderStreams,
    private readonly views: OrderViews,
  ) {}

  async execute({ request: { commandId, orderId, owner, reason } }: CancelOrder): Promise<OrderView> {
    const order = await this.orders.decide(orderId, { commandId }, ({ state }) => {
      const { placed } = state;
      if (!placed || !maySee(owner, placed)) throw orderNotFound();
      const own = ownerKeysOf(owner).includes(ownerKeyOf(placed));
      return deciding(() => cancelOrder(state, own ? 'by_customer' : 'by_staff', reason));
    });
    return this.views.of(order);
  }
}
