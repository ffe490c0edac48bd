import { eventTypes, shape } from '@mercury/platform/event-store';
import type { RiskEvent, RiskReason } from '@mercury/risk/contracts';

const { id, instant, listOf, mapOf, nullable, number, object, oneOf, optional, text, whole } = shape;

/** Every event of this context, by the shape that is written today. */
export const riskEventTypes = eventTypes<RiskEvent>({
  'risk.assessment.made': {
    assessmentId: id,
    orderId: id,
    paymentId: id,
    customerKey: id,
    amountMinor: whole(0),
    currency: id,
    cardFingerprint: optional(text),
    shippingCountry: optional(text),
    cardCountry: optional(text),
    paidAt: optional(instant),
    probability: nullable(number),
    decision: oneOf('approve', 'review', 'decline'),
    reasons: listOf(object<RiskReason>({ feature: text, text, contribution: number })),
    features: mapOf(number),
    modelId: id,
  },
  'risk.review.resolved': {
    assessmentId: id,
    orderId: id,
    decision: oneOf('approve', 'decline'),
    note: text,
    resolvedBy: id,
  },
});
