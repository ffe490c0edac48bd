import { Command } from '@nestjs/cqrs';

import type { Cause } from '@mercury/platform/event-store';

/** Asks payment to set the money aside. `resumed`: the reports of payment may be lost, so its answer counts. */
export class AuthorisePayment extends Command<void> {
  constructor(
    readonly orderId: string,
    readonly cause: Cause,
    readonly resumed = false,
  ) {
    super();
  }
}
