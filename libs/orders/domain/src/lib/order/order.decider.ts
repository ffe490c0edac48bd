import type { CancelReason, OrderEvent, PlacedOrder } from '@mercury/orders/contracts';
import { OrdersRefusal } from '../orders.refusal';
import { isEnded, type OrderState } from './order';
import { orderEvent } from './order-event';

/** The most attempts to pay one order; it bounds the stream, and what a thief can try. */
export const MAX_ATTEMPTS = 20;

/** Places the order. Its id derives from the command, so a second placement is the same one and changes nothing. */
export function placeOrder(state: OrderState, placed: PlacedOrder): OrderEvent[] {
  if (state.placed) return [];
  if (placed.lines.length === 0) throw new OrdersRefusal('orders.cart_empty', 'The cart is empty');
  return [{ type: 'orders.order.placed', data: placed }];
}

export interface PaymentOrder {
  readonly paymentMethodId: string;
  readonly returnUrl: string;
  readonly now: Date;
  /** Names the attempt: derived from the order and the number, so that every process gives it the same id. */
  readonly paymentIdOf: (attempt: number) => string;
}

/**
 * Starts an attempt to pay. While one is open, or when the order is paid, asking again changes nothing: five simultaneous
 * clicks are one attempt.
 */
export function startPayment(
  state: OrderState,
  { paymentMethodId, returnUrl, now, paymentIdOf }: PaymentOrder,
): OrderEvent[] {
  if (isEnded(state)) throw new OrdersRefusal('orders.order_ended', `This order is ${state.status}`);
  if (state.status !== 'awaiting_payment' || !state.hold) return [];
  if (now.getTime() >= Date.parse(state.hold.expiresAt))
    throw new OrdersRefusal('orders.hold_expired', 'The goods are no longer held: please order again');
  const attempt = (state.payment?.attempt ?? 0) + 1;
  if (attempt > MAX_ATTEMPTS)
    throw new OrdersRefusal('orders.too_many_attempts', `An order can be paid at most ${MAX_ATTEMPTS} times`);
  const paymentId = paymentIdOf(attempt);
  return [orderEvent(state, 'orders.order.payment-started', { paymentId, attempt, paymentMethodId, returnUrl })];
}

/** Ends the order at somebody's wish, while no decision about the money is under way. */
export function cancelOrder(
  state: OrderState,
  reason: Extract<CancelReason, 'by_customer' | 'by_staff'>,
  note?: string,
): OrderEvent[] {
  if (isEnded(state)) return [];
  if (!['awaiting_payment', 'action_required', 'in_review'].includes(state.status))
    throw new OrdersRefusal('orders.cannot_cancel', 'This order can no longer be cancelled', { status: state.status });
  return [cancelled(state, reason, note)];
}

/** Ends an order that still waits for its payment when its hold has run out. One that is being paid goes on. */
export function expireOrder(state: OrderState, now: Date): OrderEvent[] {
  const waits = state.status === 'awaiting_payment' || state.status === 'action_required';
  if (!waits || !state.hold || now.getTime() < Date.parse(state.hold.expiresAt)) return [];
  return [orderEvent(state, 'orders.order.expired', { heldUntil: state.hold.expiresAt })];
}

/** An ended order has given back its stock and its payment. */
export function unwindOrder(state: OrderState): OrderEvent[] {
  if (!isEnded(state) || state.unwound) return [];
  const paymentId = state.payment?.paymentId ?? null;
  return [orderEvent(state, 'orders.order.unwound', { paymentId, holdIds: state.holdIds })];
}

/** The event that ends an order without a sale. */
export function cancelled(state: OrderState, reason: CancelReason, note?: string): OrderEvent {
  return orderEvent(state, 'orders.order.cancelled', { reason, ...(note && { note: note.slice(0, 500) }) });
}
