export { CartActions } from './lib/cart.actions';
export { cartFeature, selectVariantPending } from './lib/cart.feature';
export type { CartFailure, CartLine, CartProduct, RemovedLine } from './lib/cart.models';
export { provideCart } from './lib/provide-cart';
export {
  selectCanCheckOut,
  selectCartAnnouncement,
  selectCartCount,
  selectCartLines,
  selectCartSubtotal,
  selectDrawerOpen,
} from './lib/cart.selectors';
