import type { CancelReason, OrderEvent, OrderTimelineEntry } from '@mercury/orders/contracts';
import { declineText } from './decline-text';

const reasons: Readonly<Record<CancelReason, string>> = {
  by_customer: 'You cancelled the order.',
  by_staff: 'We cancelled the order.',
  risk_declined: 'We could not accept this payment. Nothing was charged.',
  review_declined: 'We could not accept this payment. Nothing was charged.',
  amount_mismatch: 'The authorised amount was not the total. Nothing was charged.',
  sold_out: 'The goods were sold out before the payment was complete. Nothing was charged.',
  payment_lost: 'The bank withdrew the payment. Nothing was charged.',
};

type Told = Pick<OrderTimelineEntry, 'title' | 'detail'>;

/** An order's story for people, one entry for each event; `at` is when it happened (ISO 8601). */
export function timelineOf(events: readonly { event: OrderEvent; at: string }[]): OrderTimelineEntry[] {
  return events.map(({ event, at }) => ({ at, type: event.type, ...tell(event) }));
}

function tell(event: OrderEvent): Told {
  switch (event.type) {
    case 'orders.order.placed':
      return { title: 'Order placed', detail: 'The goods are held for you.' };
    case 'orders.order.payment-started':
      return { title: 'Payment started' };
    case 'orders.order.payment-action-required':
      return { title: 'Your bank asks you to confirm' };
    case 'orders.order.payment-declined':
      return { title: 'Payment declined', detail: event.data.message ?? declineText(event.data.declineCode) };
    case 'orders.order.payment-authorised':
      return { title: 'Payment authorised', detail: 'Nothing is charged yet.' };
    case 'orders.order.risk-assessed':
      return tellVerdict(event.data.decision, event.data.decidedBy);
    case 'orders.order.hold-renewed':
      return { title: 'Goods held again' };
    case 'orders.order.stock-committed':
      return { title: 'Goods set aside' };
    case 'orders.order.confirmed':
      return { title: 'Order confirmed', detail: 'The payment was taken.' };
    case 'orders.order.cancelled':
      return { title: 'Order cancelled', detail: reasons[event.data.reason] };
    case 'orders.order.expired':
      return { title: 'Order expired', detail: 'It was not paid while the goods were held.' };
    case 'orders.order.unwound':
      return { title: 'Everything released', detail: 'The goods are free again and no payment is open.' };
  }
}

function tellVerdict(decision: 'approve' | 'review' | 'decline', decidedBy: string): Told {
  if (decision === 'review') return { title: 'We are checking this order', detail: 'A person looks at it soon.' };
  if (decision === 'decline') return { title: 'Check not passed' };
  return { title: 'Check passed', ...(decidedBy === 'reviewer' && { detail: 'Looked at by a person.' }) };
}
