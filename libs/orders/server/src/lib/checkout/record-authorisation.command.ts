import { Command } from '@nestjs/cqrs';
import type { AuthorisedPayment } from '@mercury/orders/contracts';
import type { Cause } from '@mercury/platform/event-store';

/** The money of an attempt is set aside. */
export class RecordAuthorisation extends Command<void> {
  constructor(
    readonly orderId: string,
    readonly cause: Cause,
    readonly report: AuthorisedPayment,
  ) {
    super();
  }
}
