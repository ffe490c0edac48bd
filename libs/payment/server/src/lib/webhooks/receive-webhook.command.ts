import { Command } from '@nestjs/cqrs';
import type { PaymentRpc } from '@mercury/payment/contracts';

/** One delivery of a webhook of Stripe's, as it came over the wire. */
export class ReceiveWebhook extends Command<PaymentRpc['payment.receive-webhook']['response']> {
  constructor(readonly request: PaymentRpc['payment.receive-webhook']['request']) {
    super();
  }
}
