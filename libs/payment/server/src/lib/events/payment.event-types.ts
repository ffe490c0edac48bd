import type { PaymentEvent } from '@mercury/payment/contracts';
import { eventTypes, shape } from '@mercury/platform/event-store';

const { id, optional, text, whole } = shape;
const attempt = { paymentId: id, orderId: id };

/** Every event of this context, by the shape that is written today. */
export const paymentEventTypes = eventTypes<PaymentEvent>({
  'payment.payment.started': {
    ...attempt,
    amountMinor: whole(1),
    currency: id,
    attempt: whole(1),
    paymentMethodId: text,
    returnUrl: text,
  },
  'payment.payment.action-required': { ...attempt, intentId: id, nextActionUrl: text },
  'payment.payment.authorised': {
    ...attempt,
    intentId: id,
    amountMinor: whole(0),
    currency: id,
    cardFingerprint: optional(text),
    cardCountry: optional(text),
  },
  'payment.payment.declined': { ...attempt, intentId: optional(id), declineCode: text, message: text },
  'payment.payment.void-requested': { ...attempt, reason: text },
  'payment.payment.captured': { ...attempt, amountMinor: whole(0) },
  'payment.payment.voided': { ...attempt, reason: text },
  'payment.payment.refunded': { ...attempt, refundId: id, amountMinor: whole(0), reason: text },
});
