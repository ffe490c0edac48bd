export { OrdersRefusal } from './lib/orders.refusal';
export { cartAggregate, MAX_LINES, MAX_LINES_AFTER_MERGE, MAX_QUANTITY, type CartState } from './lib/cart/cart';
export { addLine, changeQuantity, checkOut, mergeCarts, removeLine } from './lib/cart/cart.decider';
export { priceOrder, type Destination, type PricedOrder } from './lib/pricing/pricing';
export { shippingMethodOf, shippingMethods } from './lib/pricing/shipping';
export { declineText } from './lib/order/decline-text';
export { nextStep, type CheckoutStep } from './lib/order/next-step';
export { isEnded, orderAggregate, type OrderState, type RiskVerdict } from './lib/order/order';
export { cancelOrder, expireOrder, placeOrder, startPayment, unwindOrder } from './lib/order/order.decider';
export { orderNumberOf } from './lib/order/order-number';
export { isUnwanted, recordActionRequired, recordAuthorisation, recordDecline } from './lib/order/payment.decider';
export {
  checkAmount,
  commitStock,
  confirmOrder,
  losePayment,
  missStock,
  recordVerdict,
  renewHold,
  resolveReview,
  verdictByAmount,
} from './lib/order/settlement.decider';
export { timelineOf } from './lib/order/timeline';
