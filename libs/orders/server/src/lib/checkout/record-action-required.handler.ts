import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { recordActionRequired } from '@mercury/orders/domain';
import { OrderStreams } from '../orders/order-streams';
import { RecordActionRequired } from './record-action-required.command';

@CommandHandler(RecordActionRequired)
export class RecordActionRequiredHandler implements ICommandHandler<RecordActionRequired> {
  constructor(private readonly orders: OrderStreams) {}

  async execute({ orderId, cause, report }: RecordActionRequired): Promise<void> {
    await this.orders.decide(orderId, cause, ({ state }) =>
      recordActionRequired(state, report.paymentId, report.nextActionUrl),
    );
  }
}
