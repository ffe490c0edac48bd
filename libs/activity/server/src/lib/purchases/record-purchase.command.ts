import { Command } from '@nestjs/cqrs';
import type { ConfirmedOrder } from '@mercury/activity/domain';
import type { Cause } from '@mercury/platform/event-store';

/** Records what a confirmed order bought as behaviour of its visitor. */
export class RecordPurchase extends Command<void> {
  constructor(
    readonly order: ConfirmedOrder,
    /** When the order was confirmed, ISO 8601. */
    readonly occurredAt: string,
    readonly cause: Cause,
  ) {
    super();
  }
}
