import type { CartEvent, CartEventLine } from '@mercury/orders/contracts';
import { OrdersRefusal } from '../orders.refusal';
import { MAX_LINES, MAX_LINES_AFTER_MERGE, MAX_QUANTITY, quantityOf, type CartState } from './cart';

/** Puts units into the cart, on the line of their variant if there is one. */
export function addLine(state: CartState, { variantId, productId, quantity }: CartEventLine): CartEvent[] {
  checkQuantity(quantity, 1);
  const already = quantityOf(state, variantId);
  if (already + quantity > MAX_QUANTITY)
    throw new OrdersRefusal('orders.line_full', `A cart holds at most ${MAX_QUANTITY} of an item`, {
      variantId,
      quantity: already,
      most: MAX_QUANTITY,
    });
  if (already === 0 && state.lines.length >= MAX_LINES)
    throw new OrdersRefusal('orders.cart_full', `A cart holds at most ${MAX_LINES} different items`, {
      most: MAX_LINES,
    });
  return [{ type: 'orders.cart.line-added', data: { variantId, productId, quantity } }];
}

/** Sets the units of a line; zero removes it. */
export function changeQuantity(state: CartState, variantId: string, quantity: number): CartEvent[] {
  checkQuantity(quantity, 0);
  if (quantity === 0) return removeLine(state, variantId);
  const already = quantityOf(state, variantId);
  if (already === 0) throw new OrdersRefusal('orders.line_not_in_cart', 'This item is not in the cart', { variantId });
  if (already === quantity) return [];
  return [{ type: 'orders.cart.quantity-changed', data: { variantId, quantity } }];
}

/** Takes a line out. Twice is once. */
export function removeLine(state: CartState, variantId: string): CartEvent[] {
  if (quantityOf(state, variantId) === 0) return [];
  return [{ type: 'orders.cart.line-removed', data: { variantId } }];
}

export interface MergeDecision {
  readonly from: CartEvent[];
  readonly into: CartEvent[];
}

/**
 * Moves all lines of one cart into another. What is in both is summed, up to the most that a line holds. Both sides are
 * decided together and must be appended together: a second merge then finds the first cart empty and moves nothing.
 */
export function mergeCarts(
  from: { readonly id: string; readonly state: CartState },
  into: { readonly id: string; readonly state: CartState },
): MergeDecision {
  if (from.id === into.id || from.state.lines.length === 0) return { from: [], into: [] };
  const fresh = from.state.lines.filter(({ variantId }) => quantityOf(into.state, variantId) === 0);
  if (into.state.lines.length + fresh.length > MAX_LINES_AFTER_MERGE)
    throw new OrdersRefusal('orders.cart_full', `A cart holds at most ${MAX_LINES_AFTER_MERGE} different items`, {
      most: MAX_LINES_AFTER_MERGE,
    });
  const lines = from.state.lines.flatMap((line) => {
    const quantity = Math.min(line.quantity, MAX_QUANTITY - quantityOf(into.state, line.variantId));
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
  return {
    from: [{ type: 'orders.cart.merged-away', data: { intoCartId: into.id } }],
    into: [{ type: 'orders.cart.merged', data: { fromCartId: from.id, lines } }],
  };
}

/** Empties the cart into an order. */
export function checkOut(state: CartState, orderId: string): CartEvent[] {
  if (state.lines.length === 0) throw new OrdersRefusal('orders.cart_empty', 'The cart is empty');
  return [{ type: 'orders.cart.checked-out', data: { orderId } }];
}

function checkQuantity(quantity: number, least: number): void {
  if (!Number.isSafeInteger(quantity) || quantity < least || quantity > MAX_QUANTITY)
    throw new OrdersRefusal('orders.quantity', `A quantity is a whole number from ${least} to ${MAX_QUANTITY}`);
}
