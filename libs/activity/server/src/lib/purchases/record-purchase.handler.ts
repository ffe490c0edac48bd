import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { purchasesOf, purchaseSession } from '@mercury/activity/domain';
import { EventStore } from '@mercury/platform/event-store';
import { ActivityMetrics } from '../activity-metrics';
import { RecordPurchase } from './record-purchase.command';

/** The confirmation makes the command's id: it may come any number of times, the purchase is recorded once. */
@CommandHandler(RecordPurchase)
export class RecordPurchaseHandler implements ICommandHandler<RecordPurchase> {
  constructor(
    private readonly store: EventStore,
    private readonly metrics: ActivityMetrics,
  ) {}

  async execute({ order, occurredAt, cause }: RecordPurchase): Promise<void> {
    const events = purchasesOf(order, occurredAt);
    if (events.length === 0) return;
    const streamId = `activity.session-${purchaseSession(order.orderId)}`;
    const { duplicate } = await this.store.append({ streamId, expectedVersion: 0, events }, { ...cause, occurredAt });
    if (!duplicate) this.metrics.count('purchased', events.length);
  }
}
