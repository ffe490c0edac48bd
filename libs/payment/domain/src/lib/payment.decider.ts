import type { PaymentEvent } from '@mercury/payment/contracts';
import type { IntentFact, RefundFact } from './intent-fact';
import { refundedMinor, type PaymentState } from './payment';
import { PaymentRefusal } from './payment.refusal';

type Started = Extract<PaymentEvent, { type: 'payment.payment.started' }>;
type Fact<Kind extends IntentFact['kind']> = Extract<IntentFact, { kind: Kind }>;

/** Notes the attempt before Stripe is called, with all that the call is made of. The same attempt again is no event. */
export function startPayment(state: PaymentState, attempt: Started['data']): PaymentEvent[] {
  if (!Number.isSafeInteger(attempt.amountMinor) || attempt.amountMinor <= 0)
    throw new PaymentRefusal('payment.amount', 'An amount is a whole number of minor units above zero');
  if (!state.started) return [{ type: 'payment.payment.started', data: attempt }];
  const same = (Object.keys(attempt) as (keyof typeof attempt)[]).every((key) => state.started?.[key] === attempt[key]);
  if (!same) throw new PaymentRefusal('payment.attempt_mismatch', 'This attempt was made before with other content');
  return [];
}

/**
 * Takes what Stripe says. What is known, older, or of another intent is no event, so facts may come in any order and any
 * number. A payment that is to be given up is never authorised: it stays as it is until Stripe has let go (`mustRelease`).
 */
export function learn(state: PaymentState, fact: IntentFact): PaymentEvent[] {
  if (!state.started || isAlien(state, fact)) return [];
  switch (fact.kind) {
    case 'open':
      return [];
    case 'action_required':
      return learnAction(state, fact);
    case 'authorised':
      return isPending(state) && state.voidReason === undefined ? [authorised(state, fact)] : [];
    case 'declined':
      return isPending(state) ? [declined(state, fact)] : [];
    case 'captured':
      return learnCapture(state, fact);
    case 'cancelled':
      return isPending(state) || state.status === 'authorised' ? [voided(state, fact.reason)] : [];
  }
}

/** True when Stripe could still hold or take money for a payment that must not have any: its intent has to be cancelled. */
export function mustRelease(state: PaymentState, fact: IntentFact): boolean {
  if (!state.started || isAlien(state, fact)) return false;
  const live = fact.kind === 'open' || fact.kind === 'action_required' || fact.kind === 'authorised';
  const ended = state.status === 'declined' || state.status === 'voided';
  return live && state.capturedMinor === 0 && (ended || state.voidReason !== undefined);
}

/** Notes that the payment is to be given up. What ended without money stays as it is; what was captured is refused. */
export function requestVoid(state: PaymentState, reason: string): PaymentEvent[] {
  const { paymentId, orderId } = known(state);
  if (state.status === 'captured' || state.status === 'refunded')
    throw new PaymentRefusal('payment.already_captured', 'The payment was captured: it can be refunded');
  if (state.status === 'declined' || state.status === 'voided' || state.voidReason !== undefined) return [];
  return [{ type: 'payment.payment.void-requested', data: { paymentId, orderId, reason } }];
}

/** Refuses what cannot be captured. True when it was captured before. */
export function checkCapturable(state: PaymentState): boolean {
  known(state);
  if (state.status === 'captured' || state.status === 'refunded') return true;
  if (state.status === 'authorised' && state.voidReason === undefined) return false;
  throw new PaymentRefusal('payment.not_capturable', `A payment that is ${state.status} cannot be captured`);
}

/** Refuses what cannot be given back. True when all of it was given back before. */
export function checkRefundable(state: PaymentState): boolean {
  known(state);
  if (state.status === 'refunded') return true;
  if (state.status === 'captured') return false;
  throw new PaymentRefusal('payment.not_refundable', `A payment that is ${state.status} cannot be refunded`);
}

function learnAction(state: PaymentState, fact: Fact<'action_required'>): PaymentEvent[] {
  const news = state.status === 'processing' && state.voidReason === undefined;
  const { paymentId, orderId } = known(state);
  const { intentId, nextActionUrl } = fact;
  return news
    ? [{ type: 'payment.payment.action-required', data: { paymentId, orderId, intentId, nextActionUrl } }]
    : [];
}

function learnCapture(state: PaymentState, fact: Fact<'captured'>): PaymentEvent[] {
  if (state.status === 'declined' || state.status === 'voided') return [];
  const { paymentId, orderId } = known(state);
  const events: PaymentEvent[] = [];
  if (isPending(state)) events.push(authorised(state, { ...fact, kind: 'authorised' }));
  if (state.capturedMinor === 0)
    events.push({ type: 'payment.payment.captured', data: { paymentId, orderId, amountMinor: fact.amountMinor } });
  return [...events, ...newRefunds(state, fact)];
}

function newRefunds(state: PaymentState, fact: Fact<'captured'>): PaymentEvent[] {
  const { paymentId, orderId } = known(state);
  let left = (state.capturedMinor || fact.amountMinor) - refundedMinor(state);
  const events: PaymentEvent[] = [];
  for (const refund of unknownRefunds(state, fact.refunds)) {
    if (refund.amountMinor > left) continue;
    left -= refund.amountMinor;
    events.push({ type: 'payment.payment.refunded', data: { paymentId, orderId, ...refund } });
  }
  return events;
}

function unknownRefunds(state: PaymentState, refunds: readonly RefundFact[]): RefundFact[] {
  const ids = new Set(state.refunds.map(({ refundId }) => refundId));
  return refunds.filter(({ refundId }) => !ids.has(refundId) && ids.add(refundId));
}

function authorised(state: PaymentState, fact: Fact<'authorised'>): PaymentEvent {
  const { paymentId, orderId } = known(state);
  const { intentId, amountMinor, currency, cardFingerprint, cardCountry } = fact;
  return {
    type: 'payment.payment.authorised',
    data: {
      paymentId,
      orderId,
      intentId,
      amountMinor,
      currency,
      ...(cardFingerprint && { cardFingerprint }),
      ...(cardCountry && { cardCountry }),
    },
  };
}

function declined(state: PaymentState, { intentId, declineCode, message }: Fact<'declined'>): PaymentEvent {
  const { paymentId, orderId } = known(state);
  const data = { paymentId, orderId, ...(intentId && { intentId }), declineCode, message };
  return { type: 'payment.payment.declined', data };
}

function voided(state: PaymentState, reason: string): PaymentEvent {
  const { paymentId, orderId } = known(state);
  return { type: 'payment.payment.voided', data: { paymentId, orderId, reason: state.voidReason ?? reason } };
}

function isPending({ status }: PaymentState): boolean {
  return status === 'processing' || status === 'action_required';
}

/** A payment has one intent for ever; what is said of another is not about it. */
function isAlien(state: PaymentState, fact: IntentFact): boolean {
  return state.intentId !== undefined && fact.intentId !== undefined && fact.intentId !== state.intentId;
}

function known(state: PaymentState): Started['data'] {
  if (!state.started) throw new PaymentRefusal('payment.not_found', 'There is no such payment');
  return state.started;
}
