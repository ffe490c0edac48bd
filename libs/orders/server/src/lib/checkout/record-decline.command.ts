import { Command } from '@nestjs/cqrs';

import type { Cause } from '@mercury/platform/event-store';

/** An attempt to pay has failed. */
export class RecordDecline extends Command<void> {
  constructor(
    readonly orderId: string,
    readonly cause: Cause,
    readonly report: { readonly paymentId: string; readonly declineCode: string; readonly message?: string },
  ) {
    super();
  }
}
