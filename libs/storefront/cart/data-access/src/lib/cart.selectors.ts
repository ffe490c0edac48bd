import { cartFeature } from './cart.feature';

export const {
  selectCanCheckOut,
  selectCartAnnouncement,
  selectCartCount,
  selectCartLines,
  selectCartSubtotal,
  selectDrawerOpen,
} = cartFeature;
