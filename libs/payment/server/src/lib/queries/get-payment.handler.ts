import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { PaymentView } from '@mercury/payment/contracts';
import { toView } from '../payment-view';
import { Payments } from '../streams/payments';
import { GetPayment } from './get-payment.query';

/** Folds the stream, a handful of events: callers decide about money by the answer, so it must not lag. */
@QueryHandler(GetPayment)
export class GetPaymentHandler implements IQueryHandler<GetPayment> {
  constructor(private readonly payments: Payments) {}

  async execute({ request }: GetPayment): Promise<PaymentView> {
    return toView(await this.payments.load(request.paymentId));
  }
}
