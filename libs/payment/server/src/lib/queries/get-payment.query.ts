import { Query } from '@nestjs/cqrs';
import type { PaymentRpc, PaymentView } from '@mercury/payment/contracts';

/** A payment as its events say now. */
export class GetPayment extends Query<PaymentView> {
  constructor(readonly request: PaymentRpc['payment.get']['request']) {
    super();
  }
}
