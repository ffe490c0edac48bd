export { CartDrawer } from './lib/cart-drawer/cart-drawer';
export { cartRoutes } from './lib/cart.routes';
