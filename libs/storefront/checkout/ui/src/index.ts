export { CheckoutStep } from './lib/checkout-step';
export { errorOf } from './lib/error-of';
export { ErrorSummary } from './lib/error-summary';
export { HoldCountdown } from './lib/hold-countdown';
export { shippingPrice } from './lib/shipping-price';
export { OrderSummary, type SummaryLine, type SummaryTotals } from './lib/order-summary';
