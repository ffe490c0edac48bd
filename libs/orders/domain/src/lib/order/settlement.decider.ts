import type { OrderEvent } from '@mercury/orders/contracts';
import type { OrderState, RiskVerdict } from './order';
import { cancelled } from './order.decider';
import { orderEvent } from './order-event';

/** Orders up to this amount (minor units) pass when the risk service does not answer; larger ones wait for it. */
export const RULE_LIMIT_MINOR = 20_000;

/** The judgement that stands in for the model's while the risk service is away. */
export function verdictByAmount(amountMinor: number): RiskVerdict {
  const decision = amountMinor <= RULE_LIMIT_MINOR ? 'approve' : 'review';
  return { assessmentId: null, decision, decidedBy: 'rule' };
}

/** What was authorised must be what the order costs, to the cent; anything else ends the order before money is taken. */
export function checkAmount(state: OrderState): OrderEvent[] {
  const { status, placed, payment, verdict } = state;
  if (status !== 'checking' || verdict || !placed || !payment?.authorised) return [];
  const { amountMinor, currency } = payment.authorised;
  const same = amountMinor === placed.totals.totalMinor && currency.toUpperCase() === placed.totals.currency;
  return same ? [] : [cancelled(state, 'amount_mismatch')];
}

/** Takes in a judgement of the model or of the rule. A decline ends the order in the same append. */
export function recordVerdict(state: OrderState, verdict: RiskVerdict): OrderEvent[] {
  if (!awaitsVerdict(state)) return [];
  // The rule has asked for a look already: asked again it has nothing new to say.
  if (state.verdict && verdict.decidedBy === 'rule') return [];
  return assessed(state, verdict, 'risk_declined');
}

/** True while nobody has judged the open payment, or only the rule has, and wants somebody to look. */
export function awaitsVerdict({ status, verdict }: OrderState): boolean {
  return (status === 'checking' && !verdict) || (status === 'in_review' && verdict?.assessmentId === null);
}

/** Takes in what a reviewer decided. */
export function resolveReview(
  state: OrderState,
  { assessmentId, decision }: { assessmentId: string; decision: 'approve' | 'decline' },
): OrderEvent[] {
  if (state.status !== 'in_review') return [];
  return assessed(state, { assessmentId, decision, decidedBy: 'reviewer' }, 'review_declined');
}

/** The hold had run out, and the goods were still free. */
export function renewHold(state: OrderState, hold: { holdId: string; expiresAt: string }): OrderEvent[] {
  if (!awaitsStock(state) || state.holdIds.includes(hold.holdId)) return [];
  return [orderEvent(state, 'orders.order.hold-renewed', { holdId: hold.holdId, holdExpiresAt: hold.expiresAt })];
}

/** The hold had run out, and the goods are gone. */
export function missStock(state: OrderState): OrderEvent[] {
  return awaitsStock(state) ? [cancelled(state, 'sold_out')] : [];
}

/** The hold has become a sale. */
export function commitStock(state: OrderState): OrderEvent[] {
  if (!awaitsStock(state) || !state.hold) return [];
  return [orderEvent(state, 'orders.order.stock-committed', { holdId: state.hold.holdId })];
}

/** The money was taken: the sale is made. */
export function confirmOrder(state: OrderState, paymentId: string): OrderEvent[] {
  const { placed } = state;
  if (!awaitsCapture(state) || !placed || state.payment?.paymentId !== paymentId) return [];
  const { visitorId, accountId, totals } = placed;
  const lines = placed.lines.map(({ productId, variantId, quantity, lineTotalMinor }) => ({
    productId,
    variantId,
    quantity,
    lineTotalMinor,
  }));
  return [
    orderEvent(state, 'orders.order.confirmed', {
      paymentId,
      amountMinor: totals.totalMinor,
      currency: totals.currency,
      visitorId,
      ...(accountId && { accountId }),
      lines,
    }),
  ];
}

/** The authorisation was gone when it was to be captured: nothing was charged, and the sale is undone. */
export function losePayment(state: OrderState): OrderEvent[] {
  return awaitsCapture(state) ? [cancelled(state, 'payment_lost')] : [];
}

/** Approved, and the goods are still only held. */
export const awaitsStock = ({ status, verdict, committed }: OrderState): boolean =>
  status === 'checking' && verdict?.decision === 'approve' && !committed;

/** Approved, and the goods are the buyer's. */
export const awaitsCapture = ({ status, verdict, committed }: OrderState): boolean =>
  status === 'checking' && verdict?.decision === 'approve' && committed;

function assessed(state: OrderState, verdict: RiskVerdict, ending: 'risk_declined' | 'review_declined'): OrderEvent[] {
  const paymentId = state.payment?.paymentId ?? '';
  const event = orderEvent(state, 'orders.order.risk-assessed', { ...verdict, paymentId });
  return verdict.decision === 'decline' ? [event, cancelled(state, ending)] : [event];
}
