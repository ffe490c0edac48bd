import { Command } from '@nestjs/cqrs';
import type { PaymentRpc, PaymentView } from '@mercury/payment/contracts';

/** Gives back the money of a captured payment. */
export class RefundPayment extends Command<PaymentView> {
  constructor(readonly request: PaymentRpc['payment.refund']['request']) {
    super();
  }
}
