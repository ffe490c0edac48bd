import type Stripe from 'stripe';
import type { IntentFact, RefundFact } from '@mercury/payment/domain';

/** What every call asks Stripe to put in place of an id: the charge knows the card. */
export const expanded = { expand: ['latest_charge'] };

/** A payment intent as the domain understands it. `refunds` are those of its charge, where there are any. */
export function factOf(intent: Stripe.PaymentIntent, refunds: readonly Stripe.Refund[] = []): IntentFact {
  const intentId = intent.id;
  const currency = intent.currency.toUpperCase();
  switch (intent.status) {
    case 'requires_action':
      return actionFact(intent);
    case 'requires_capture':
      return { kind: 'authorised', intentId, amountMinor: intent.amount_capturable, currency, ...cardOf(intent) };
    case 'succeeded':
      return {
        kind: 'captured',
        intentId,
        amountMinor: intent.amount_received,
        currency,
        refunds: refunds.flatMap(refundFact),
      };
    case 'canceled':
      return { kind: 'cancelled', intentId, reason: intent.cancellation_reason ?? 'cancelled_at_stripe' };
    default:
      return intent.last_payment_error ? declineFact(intent.last_payment_error, intentId) : { kind: 'open', intentId };
  }
}

/** Both a card error that was thrown and the last error of an intent have these fields. */
export function declineFact(
  error: { readonly code?: string | null; readonly decline_code?: string | null; readonly message?: string | null },
  intentId?: string,
): IntentFact {
  return {
    kind: 'declined',
    ...(intentId && { intentId }),
    declineCode: error.decline_code ?? error.code ?? 'declined',
    message: error.message ?? 'The payment was declined.',
  };
}

function actionFact(intent: Stripe.PaymentIntent): IntentFact {
  const nextActionUrl = intent.next_action?.redirect_to_url?.url;
  return nextActionUrl
    ? { kind: 'action_required', intentId: intent.id, nextActionUrl }
    : { kind: 'open', intentId: intent.id };
}

function refundFact({ id, amount, status, metadata }: Stripe.Refund): RefundFact[] {
  if (status === 'failed' || status === 'canceled') return [];
  return [{ refundId: id, amountMinor: amount, reason: metadata?.['reason'] ?? 'refunded_at_stripe' }];
}

function cardOf({ latest_charge: charge }: Stripe.PaymentIntent): { cardFingerprint?: string; cardCountry?: string } {
  const card = typeof charge === 'object' ? charge?.payment_method_details?.card : undefined;
  return {
    ...(card?.fingerprint && { cardFingerprint: card.fingerprint }),
    ...(card?.country && { cardCountry: card.country }),
  };
}
