import { Logger } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentView } from '@mercury/payment/contracts';
import { requestVoid, type PaymentState } from '@mercury/payment/domain';
import { toView } from '../payment-view';
import { deciding } from '../refuse';
import { Payments } from '../streams/payments';
import { Settlement } from '../streams/settlement';
import { StripeUnavailableError } from '../stripe/stripe-errors';
import { VoidPayment } from './void-payment.command';

/**
 * The wish is written down first: from then on nothing is captured, and what Stripe holds is let go now or, when Stripe
 * cannot be asked or the outcome of the attempt is not known, by the reconciler.
 */
@CommandHandler(VoidPayment)
export class VoidPaymentHandler implements ICommandHandler<VoidPayment> {
  private readonly logger = new Logger(VoidPaymentHandler.name);

  constructor(
    private readonly payments: Payments,
    private readonly settlement: Settlement,
  ) {}

  async execute({ request: { commandId, paymentId, reason } }: VoidPayment): Promise<PaymentView> {
    const state = await this.payments.decide(paymentId, commandId, (current) => requestVoid(current, reason));
    if (isOver(state)) return toView(state);
    try {
      const after = await this.settlement.resolve(state, commandId);
      // The capture may have been faster: then the wish is refused.
      deciding(() => requestVoid(after, reason));
      return toView(after);
    } catch (error) {
      if (!(error instanceof StripeUnavailableError)) throw error;
      this.logger.warn(`payment ${paymentId} is voided later: ${String(error.cause)}`);
      return toView(state);
    }
  }
}

function isOver({ status }: PaymentState): boolean {
  return status === 'declined' || status === 'voided';
}
