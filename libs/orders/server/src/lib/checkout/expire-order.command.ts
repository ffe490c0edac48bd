import { Command } from '@nestjs/cqrs';
import type { Cause } from '@mercury/platform/event-store';

/** Ends an order that was not paid while its goods were held. */
export class ExpireOrder extends Command<void> {
  constructor(
    readonly orderId: string,
    readonly cause: Cause,
  ) {
    super();
  }
}
