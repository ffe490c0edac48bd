import { Command } from '@nestjs/cqrs';
import type { Cause } from '@mercury/platform/event-store';

/** Gives back what an order that ended had taken. */
export class UnwindOrder extends Command<void> {
  constructor(
    readonly orderId: string,
    readonly cause: Cause,
  ) {
    super();
  }
}
