import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentView } from '@mercury/payment/contracts';
import { checkCapturable } from '@mercury/payment/domain';
import { toView } from '../payment-view';
import { deciding } from '../refuse';
import { Payments } from '../streams/payments';
import { Settlement } from '../streams/settlement';
import { StripeUnavailableError } from '../stripe/stripe-errors';
import { StripeGateway } from '../stripe/stripe-gateway';
import { CapturePayment } from './capture-payment.command';

/** Stripe captures an intent once; a repeated command finds it captured, there or here, and answers the same. */
@CommandHandler(CapturePayment)
export class CapturePaymentHandler implements ICommandHandler<CapturePayment> {
  constructor(
    private readonly payments: Payments,
    private readonly settlement: Settlement,
    private readonly gateway: StripeGateway,
  ) {}

  async execute({ request: { commandId, paymentId } }: CapturePayment): Promise<PaymentView> {
    const state = await this.payments.load(paymentId);
    if (deciding(() => checkCapturable(state))) return toView(state);
    const fact = await this.gateway.capture(paymentId, state.intentId as string);
    const after = await this.settlement.settle(paymentId, fact, commandId);
    if (deciding(() => checkCapturable(after))) return toView(after);
    throw new StripeUnavailableError(new Error('Stripe refused the capture and still holds the authorisation'));
  }
}
