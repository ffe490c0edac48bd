import { Command } from '@nestjs/cqrs';

import type { Cause } from '@mercury/platform/event-store';

/** The bank wants to hear from the buyer. */
export class RecordActionRequired extends Command<void> {
  constructor(
    readonly orderId: string,
    readonly cause: Cause,
    readonly report: { readonly paymentId: string; readonly nextActionUrl: string },
  ) {
    super();
  }
}
