import type { OrderEvent } from '@mercury/orders/contracts';
import { orderAggregate, type OrderState } from '@mercury/orders/domain';
import type { RecordedEvent } from '@mercury/platform/event-store';

/** An event of an order and when it happened (ISO 8601). */
export interface ToldEvent {
  readonly event: OrderEvent;
  readonly at: string;
}

/** An order as its stream tells it: the state to decide on, and the story to show. */
export interface OrderRecord {
  readonly orderId: string;
  readonly version: number;
  readonly state: OrderState;
  readonly story: readonly ToldEvent[];
}

/** An order's stream is short (a purchase, at most some tens of events), so it is read as a whole. */
export function recordOf(orderId: string, events: readonly RecordedEvent[]): OrderRecord {
  const empty = { orderId, version: 0, state: orderAggregate.initialState(), story: [] };
  return told(
    empty,
    events.map((event) => ({ event: event as unknown as OrderEvent, at: event.metadata.occurredAt })),
  );
}

/** The order after more events. */
export function told(record: OrderRecord, more: readonly ToldEvent[]): OrderRecord {
  return {
    ...record,
    version: record.version + more.length,
    state: more.reduce((state, { event }) => orderAggregate.evolve(state, event), record.state),
    story: [...record.story, ...more],
  };
}
