import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { recordDecline } from '@mercury/orders/domain';
import { OrderStreams } from '../orders/order-streams';
import { RecordDecline } from './record-decline.command';

@CommandHandler(RecordDecline)
export class RecordDeclineHandler implements ICommandHandler<RecordDecline> {
  constructor(private readonly orders: OrderStreams) {}

  async execute({ orderId, cause, report }: RecordDecline): Promise<void> {
    await this.orders.decide(orderId, cause, ({ state }) => recordDecline(state, report));
  }
}
