import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { OrderState } from '@mercury/orders/domain';
import { nextStep, unwindOrder } from '@mercury/orders/domain';
import { DomainError } from '@mercury/platform/errors';
import { deterministicId } from '@mercury/shared/util-ids';
import { OrderStreams } from '../orders/order-streams';
import { Catalogue } from '../peers/catalogue';
import { Payments } from '../peers/payments';
import { UnwindOrder } from './unwind-order.command';

/**
 * Dispatched when an order was cancelled or has expired: the payment is given up, held goods are released, sold ones put
 * back. Each may be repeated; the event that ends it is appended when all are done, so a process that dies goes on here.
 */
@CommandHandler(UnwindOrder)
export class UnwindOrderHandler implements ICommandHandler<UnwindOrder> {
  constructor(
    private readonly orders: OrderStreams,
    private readonly catalogue: Catalogue,
    private readonly payments: Payments,
  ) {}

  async execute({ orderId, cause }: UnwindOrder): Promise<void> {
    await this.orders.decide(orderId, cause, async ({ state }) => {
      if (nextStep(state) !== 'unwind') return [];
      const { payment, status } = state;
      if (payment && payment.phase !== 'declined') await this.payments.giveUp(payment.paymentId, `order ${status}`);
      await this.giveBackStock(orderId, state);
      return unwindOrder(state);
    });
  }

  private async giveBackStock(orderId: string, { holdIds, committed, status, placed }: OrderState): Promise<void> {
    let sold = committed;
    for (const holdId of holdIds)
      await this.catalogue.release(deterministicId('release', holdId), holdId, `order ${status}`).catch(
        // Sold in a step whose event was lost with its process.
        (error: unknown) => {
          if (!(error instanceof DomainError && error.code === 'catalog.hold_sold')) throw error;
          sold = true;
        },
      );
    if (sold) await this.catalogue.takeBack(deterministicId('return', orderId), orderId, placed?.lines ?? []);
  }
}
