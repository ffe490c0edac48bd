export { OrderApiActions } from './lib/order-api.actions';
export { OrderList } from './lib/order-list';
export { OrderPageActions } from './lib/order-page.actions';
export { orderFeature } from './lib/order.feature';
export { provideOrders } from './lib/provide-orders';
export { SessionClient } from './lib/session-client';
