import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { expireOrder } from '@mercury/orders/domain';
import { Clock } from '@mercury/shared/util-ids';
import { OrderStreams } from '../orders/order-streams';
import { ExpireOrder } from './expire-order.command';

@CommandHandler(ExpireOrder)
export class ExpireOrderHandler implements ICommandHandler<ExpireOrder> {
  constructor(
    private readonly orders: OrderStreams,
    private readonly clock: Clock,
  ) {}

  async execute({ orderId, cause }: ExpireOrder): Promise<void> {
    await this.orders.decide(orderId, cause, ({ state }) => expireOrder(state, this.clock.now()));
  }
}
