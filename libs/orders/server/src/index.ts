export { Contacts, openContact, type Contact } from './lib/orders/contacts';
export { ordersMigrations } from './lib/migrations';
export { OrdersModule } from './lib/orders.module';
export { findPersonalOrders, visitorsOfAccount, type PersonalOrder } from './lib/orders/personal-orders';
export { ordersProjections } from './lib/projections';
export { ordersEventTypes } from './lib/events';
