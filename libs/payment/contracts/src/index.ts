export type { PaymentEvent } from './lib/payment.events';
export type { PaymentClientConfig, PaymentRpc, PaymentStatus, PaymentView } from './lib/payment.rpc';
export { PAYMENT_TIMEOUT_MS } from './lib/payment.rpc';
