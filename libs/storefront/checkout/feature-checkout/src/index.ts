export { checkoutRoutes } from './lib/checkout.routes';
