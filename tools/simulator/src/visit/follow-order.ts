import { setTimeout as delay } from 'node:timers/promises';
import type { OrderStatus, OrderView } from '@mercury/orders/contracts';
import type { ShopClient } from '../client/shop-client';

const FIRST_PAUSE_MS = 150;
const LONGEST_PAUSE_MS = 2_000;
const DEADLINE_MS = 180_000;

/** How an attempt to pay ended. `unsettled`: not before the deadline. */
export type Outcome =
  'confirmed' | 'declined' | 'in_review' | 'cancelled' | 'expired' | 'action_required' | 'unsettled';

/** The outcome that an order shows, or undefined while it is still being dealt with. */
export function outcomeOf({ status, lastDecline }: Pick<OrderView, 'status' | 'lastDecline'>): Outcome | undefined {
  if (status === 'awaiting_payment') return lastDecline === undefined ? undefined : 'declined';
  const underWay: readonly OrderStatus[] = ['payment_processing', 'checking'];
  return underWay.includes(status) ? undefined : (status as Outcome);
}

export interface FollowOptions {
  /** Which outcomes end the wait; without it, each does. */
  readonly until?: (outcome: Outcome) => boolean;
  readonly now?: () => number;
  readonly wait?: (ms: number) => Promise<unknown>;
}

/** Asks until the order has an outcome, less and less often. */
export async function followOrder(
  client: ShopClient,
  orderId: string,
  { until = () => true, now = Date.now, wait = (ms) => delay(ms) }: FollowOptions = {},
): Promise<{ order: OrderView; outcome: Outcome }> {
  const end = now() + DEADLINE_MS;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    await wait(pause);
    const order = await client.get<OrderView>(`/api/orders/${orderId}`);
    const outcome = outcomeOf(order);
    if (outcome && until(outcome)) return { order, outcome };
    if (now() >= end) return { order, outcome: 'unsettled' };
  }
}
