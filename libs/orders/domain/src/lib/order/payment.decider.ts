import type { AuthorisedPayment, OrderEvent } from '@mercury/orders/contracts';
import { isEnded, type OrderState } from './order';
import { orderEvent } from './order-event';

/*
 * What payment reports about the attempt that is open. Reports come at least once and may be late: one about another
 * attempt, or one that came before, changes nothing.
 */

/** The bank wants to hear from the shopper. */
export function recordActionRequired(state: OrderState, paymentId: string, nextActionUrl: string): OrderEvent[] {
  if (state.status !== 'payment_processing' || state.payment?.paymentId !== paymentId) return [];
  return [orderEvent(state, 'orders.order.payment-action-required', { paymentId, nextActionUrl })];
}

/** The attempt failed: the order waits for another one. */
export function recordDecline(
  state: OrderState,
  { paymentId, declineCode, message }: { paymentId: string; declineCode: string; message?: string },
): OrderEvent[] {
  if (!isOpen(state, paymentId)) return [];
  return [orderEvent(state, 'orders.order.payment-declined', { paymentId, declineCode, ...(message && { message }) })];
}

/** The money is set aside. */
export function recordAuthorisation(state: OrderState, authorised: AuthorisedPayment): OrderEvent[] {
  if (!isOpen(state, authorised.paymentId)) return [];
  return [orderEvent(state, 'orders.order.payment-authorised', authorised)];
}

/** True for an authorisation that this order will never take: it came too late, and must be given up. */
export function isUnwanted(state: OrderState, paymentId: string): boolean {
  if (!state.placed) return false;
  if (isEnded(state)) return true;
  return state.payment?.paymentId !== paymentId || state.payment.phase === 'declined';
}

function isOpen({ status, payment }: OrderState, paymentId: string): boolean {
  return payment?.paymentId === paymentId && (status === 'payment_processing' || status === 'action_required');
}
