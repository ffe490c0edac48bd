import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { confirmOrder, losePayment, nextStep } from '@mercury/orders/domain';
import { DomainError, UnavailableError } from '@mercury/platform/errors';
import { OrderStreams } from '../orders/order-streams';
import { Payments } from '../peers/payments';
import { CapturePayment } from './capture-payment.command';

/** Dispatched when the goods are the buyer's. Without a clear answer of payment the order stays as it is: never guessed. */
@CommandHandler(CapturePayment)
export class CapturePaymentHandler implements ICommandHandler<CapturePayment> {
  constructor(
    private readonly orders: OrderStreams,
    private readonly payments: Payments,
  ) {}

  async execute({ orderId, cause }: CapturePayment): Promise<void> {
    await this.orders.decide(orderId, cause, async ({ state }) => {
      if (nextStep(state) !== 'capture' || !state.payment) return [];
      const { paymentId } = state.payment;
      try {
        const { status } = await this.payments.capture(paymentId);
        if (status === 'captured') return confirmOrder(state, paymentId);
        throw new UnavailableError('orders.capture_pending', { message: `payment is ${status}` });
      } catch (error) {
        if (error instanceof DomainError && error.code === 'payment.not_capturable') return losePayment(state);
        throw error;
      }
    });
  }
}
