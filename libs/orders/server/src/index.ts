export { ordersMigrations } from './lib/migrations';
export { ordersProjections } from './lib/projections';
