export { ordersRoutes } from './lib/orders.routes';
