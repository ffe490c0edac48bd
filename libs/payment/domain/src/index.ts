export type { IntentFact, RefundFact } from './lib/intent-fact';
export { paymentAggregate, refundedMinor, type PaymentState } from './lib/payment';
export { paymentIdOf } from './lib/payment-id';
export { checkCapturable, checkRefundable, learn, mustRelease, requestVoid, startPayment } from './lib/payment.decider';
export { PaymentRefusal } from './lib/payment.refusal';
