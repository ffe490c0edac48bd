export { paymentMigrations } from './lib/migrations';
export { PaymentModule } from './lib/payment.module';
export type { PaymentOptions } from './lib/payment.options';
export { paymentProjections } from './lib/projections';
export { paymentEventTypes } from './lib/events/payment.event-types';
