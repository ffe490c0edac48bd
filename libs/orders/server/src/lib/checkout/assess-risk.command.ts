import { Command } from '@nestjs/cqrs';
import type { Cause } from '@mercury/platform/event-store';

/** Checks what was authorised, and has the payment judged. */
export class AssessRisk extends Command<void> {
  constructor(
    readonly orderId: string,
    readonly cause: Cause,
  ) {
    super();
  }
}
