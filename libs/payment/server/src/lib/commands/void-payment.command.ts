import { Command } from '@nestjs/cqrs';
import type { PaymentRpc, PaymentView } from '@mercury/payment/contracts';

/** Gives up a payment that was not captured. */
export class VoidPayment extends Command<PaymentView> {
  constructor(readonly request: PaymentRpc['payment.void']['request']) {
    super();
  }
}
