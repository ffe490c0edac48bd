import { Injectable } from '@nestjs/common';
import type { OrderEvent } from '@mercury/orders/contracts';
import { EventStore, IdempotencyMismatchError, VersionConflictError, type Cause } from '@mercury/platform/event-store';
import { Clock } from '@mercury/shared/util-ids';
import { retrying } from '../retrying';
import { OrdersMetrics } from './orders.metrics';
import { writeOrderRow } from './order-list-table';
import { recordOf, told, type OrderRecord } from './order-record';

const ATTEMPTS = 10;

/** Orders by their streams: load, decide, append, with the list's row in the same transaction. */
@Injectable()
export class OrderStreams {
  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
    private readonly metrics: OrdersMetrics,
  ) {}

  async load(orderId: string): Promise<OrderRecord> {
    return recordOf(orderId, await this.store.readStream(`orders.order-${orderId}`));
  }

  /**
   * Loads, decides, appends; no event is no append. A decision may ask peers first: all such questions carry ids of their
   * own, so that a decision which lost a race, or whose process died before the append, may be made again. A repeated
   * command whose events would differ now (a model answered where the rule had) lost such a race too.
   */
  decide(
    orderId: string,
    cause: Cause,
    decision: (order: OrderRecord) => readonly OrderEvent[] | Promise<readonly OrderEvent[]>,
  ): Promise<OrderRecord> {
    return retrying(
      async () => {
        const order = await this.load(orderId);
        const events = await decision(order);
        return events.length === 0 ? order : this.append(order, events, cause);
      },
      {
        attempts: ATTEMPTS,
        again: (error, attempt) =>
          error instanceof VersionConflictError || (error instanceof IdempotencyMismatchError && attempt === 1),
      },
    );
  }

  /** The order after these events, happening now. */
  after(order: OrderRecord, events: readonly OrderEvent[]): OrderRecord {
    const at = this.clock.now().toISOString();
    return told(
      order,
      events.map((event) => ({ event, at })),
    );
  }

  private async append(order: OrderRecord, events: readonly OrderEvent[], cause: Cause): Promise<OrderRecord> {
    const next = this.after(order, events);
    const { duplicate } = await this.store.append(
      { streamId: `orders.order-${order.orderId}`, expectedVersion: order.version, events },
      { ...cause, occurredAt: next.story.at(-1)?.at, inline: (em) => writeOrderRow(em, next) },
    );
    if (duplicate) return this.load(order.orderId);
    this.metrics.note(events);
    return next;
  }
}
