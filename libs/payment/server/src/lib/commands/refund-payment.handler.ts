import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentView } from '@mercury/payment/contracts';
import { checkRefundable } from '@mercury/payment/domain';
import { ConflictError } from '@mercury/platform/errors';
import { toView } from '../payment-view';
import { deciding } from '../refuse';
import { Payments } from '../streams/payments';
import { Settlement } from '../streams/settlement';
import { StripeGateway } from '../stripe/stripe-gateway';
import { RefundPayment } from './refund-payment.command';

/** One key for the refund of a payment: two at once are one at Stripe, and one event here. */
@CommandHandler(RefundPayment)
export class RefundPaymentHandler implements ICommandHandler<RefundPayment> {
  constructor(
    private readonly payments: Payments,
    private readonly settlement: Settlement,
    private readonly gateway: StripeGateway,
  ) {}

  async execute({ request: { commandId, paymentId, reason } }: RefundPayment): Promise<PaymentView> {
    const state = await this.payments.load(paymentId);
    if (deciding(() => checkRefundable(state))) return toView(state);
    const fact = await this.gateway.refund(paymentId, state.intentId as string, reason);
    const after = await this.settlement.settle(paymentId, fact, commandId);
    if (deciding(() => checkRefundable(after))) return toView(after);
    throw new ConflictError('payment.refund_refused', { message: 'The payment provider refused the refund' });
  }
}
