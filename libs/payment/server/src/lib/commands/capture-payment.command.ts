import { Command } from '@nestjs/cqrs';
import type { PaymentRpc, PaymentView } from '@mercury/payment/contracts';

/** Takes the money of an authorised payment. */
export class CapturePayment extends Command<PaymentView> {
  constructor(readonly request: PaymentRpc['payment.capture']['request']) {
    super();
  }
}
