import { Command } from '@nestjs/cqrs';

import type { Cause } from '@mercury/platform/event-store';

/** A person has looked at the order. */
export class ResolveReview extends Command<void> {
  constructor(
    readonly orderId: string,
    readonly cause: Cause,
    readonly verdict: { readonly assessmentId: string; readonly decision: 'approve' | 'decline' },
  ) {
    super();
  }
}
