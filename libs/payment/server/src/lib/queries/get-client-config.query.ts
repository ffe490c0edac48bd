import { Query } from '@nestjs/cqrs';
import type { PaymentClientConfig } from '@mercury/payment/contracts';

/** How the browser turns a card into a payment method. */
export class GetClientConfig extends Query<PaymentClientConfig> {}
