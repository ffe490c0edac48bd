import { Logger } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentView } from '@mercury/payment/contracts';
import { paymentIdOf, startPayment } from '@mercury/payment/domain';
import { toView } from '../payment-view';
import { Payments } from '../streams/payments';
import { Settlement } from '../streams/settlement';
import { StripeUnavailableError } from '../stripe/stripe-errors';
import { AuthorisePayment } from './authorise-payment.command';

/**
 * The attempt is written down before Stripe is called, so whoever comes after a crash can make the very same call. Where
 * its outcome is not known the answer is `processing`, and the reconciler goes on.
 */
@CommandHandler(AuthorisePayment)
export class AuthorisePaymentHandler implements ICommandHandler<AuthorisePayment> {
  private readonly logger = new Logger(AuthorisePaymentHandler.name);

  constructor(
    private readonly payments: Payments,
    private readonly settlement: Settlement,
  ) {}

  async execute({ request: { commandId, ...request } }: AuthorisePayment): Promise<PaymentView> {
    const paymentId = paymentIdOf(request.orderId, request.attempt);
    const { orderId, attempt, amountMinor, currency, paymentMethodId, returnUrl } = request;
    const data = { paymentId, orderId, amountMinor, currency, attempt, paymentMethodId, returnUrl };
    const state = await this.payments.decide(paymentId, commandId, (current) => startPayment(current, data));
    if (state.status !== 'processing') return toView(state);
    try {
      return toView(await this.settlement.resolve(state, commandId));
    } catch (error) {
      if (!(error instanceof StripeUnavailableError)) throw error;
      this.logger.warn(`payment ${paymentId} is not known yet: ${String(error.cause)}`);
      return toView(state);
    }
  }
}
