export { ordersMigrations } from './lib/migrations';
export { OrdersModule } from './lib/orders.module';
export { ordersProjections } from './lib/projections';
export { ordersEventTypes } from './lib/events';
