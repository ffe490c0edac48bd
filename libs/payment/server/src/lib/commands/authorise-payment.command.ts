import { Command } from '@nestjs/cqrs';
import type { PaymentRpc, PaymentView } from '@mercury/payment/contracts';

/** One attempt to pay one order. */
export class AuthorisePayment extends Command<PaymentView> {
  constructor(readonly request: PaymentRpc['payment.authorise']['request']) {
    super();
  }
}
