import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isUnwanted, recordAuthorisation } from '@mercury/orders/domain';
import { OrderStreams } from '../orders/order-streams';
import { Payments } from '../peers/payments';
import { RecordAuthorisation } from './record-authorisation.command';

/** An authorisation that comes too late, for an order that has ended or an attempt that was given up, is let go again. */
@CommandHandler(RecordAuthorisation)
export class RecordAuthorisationHandler implements ICommandHandler<RecordAuthorisation> {
  constructor(
    private readonly orders: OrderStreams,
    private readonly payments: Payments,
  ) {}

  async execute({ orderId, cause, report }: RecordAuthorisation): Promise<void> {
    await this.orders.decide(orderId, cause, async ({ state }) => {
      if (!isUnwanted(state, report.paymentId)) return recordAuthorisation(state, report);
      await this.payments.giveUp(report.paymentId, 'the order no longer takes it');
      return [];
    });
  }
}
