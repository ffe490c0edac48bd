import { Command } from '@nestjs/cqrs';
import type { Cause } from '@mercury/platform/event-store';

/** Takes the money of an approved order whose goods are secured. */
export class CapturePayment extends Command<void> {
  constructor(
    readonly orderId: string,
    readonly cause: Cause,
  ) {
    super();
  }
}
