import type { CartEvent, CartEventLine } from '@mercury/orders/contracts';
import { eventTypes, shape } from '@mercury/platform/event-store';

const { id, listOf, object, whole } = shape;
const line = { variantId: id, productId: id, quantity: whole(1) };

/** Every event of a cart, by the shape that is written today. */
export const cartEventTypes = eventTypes<CartEvent>({
  'orders.cart.line-added': line,
  'orders.cart.quantity-changed': { variantId: id, quantity: whole(0) },
  'orders.cart.line-removed': { variantId: id },
  'orders.cart.merged': { fromCartId: id, lines: listOf(object<CartEventLine>(line)) },
  'orders.cart.merged-away': { intoCartId: id },
  'orders.cart.checked-out': { orderId: id },
});
