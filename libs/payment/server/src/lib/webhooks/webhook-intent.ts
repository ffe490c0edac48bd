import type Stripe from 'stripe';

/** Events that may change a payment; of the others none says anything that these do not. */
const TELLING =
  /^(payment_intent\.(amount_capturable_updated|payment_failed|requires_action|succeeded|canceled)|charge\.refunded|refund\..+)$/;

/** The payment intent that an event tells news of; undefined when it is none of our business. */
export function intentIdOf({ type, data }: Pick<Stripe.Event, 'type' | 'data'>): string | undefined {
  if (!TELLING.test(type)) return undefined;
  const object = data.object as { object: string; id?: string; payment_intent?: string | { id: string } | null };
  if (object.object === 'payment_intent') return object.id;
  return typeof object.payment_intent === 'object' ? object.payment_intent?.id : object.payment_intent;
}
