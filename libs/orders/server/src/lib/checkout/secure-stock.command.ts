import { Command } from '@nestjs/cqrs';
import type { Cause } from '@mercury/platform/event-store';

/** Turns the hold of an approved order into a sale. */
export class SecureStock extends Command<void> {
  constructor(
    readonly orderId: string,
    readonly cause: Cause,
  ) {
    super();
  }
}
