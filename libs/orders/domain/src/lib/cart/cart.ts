import type { CartEvent, CartEventLine, MAX_LINE_QUANTITY } from '@mercury/orders/contracts';

/** The most units of a line; the type keeps it equal to what the contracts promise. */
export const MAX_QUANTITY: typeof MAX_LINE_QUANTITY = 99;

/** The most lines that a shopper can add. */
export const MAX_LINES = 100;

/** The most lines after a merge, which may pass the other limit since it must lose nothing. */
export const MAX_LINES_AFTER_MERGE = 300;

/** What is in a cart, in the order in which it was put there. A cart that was checked out or merged away is just empty. */
export interface CartState {
  readonly lines: readonly CartEventLine[];
}

/** How the events of `orders.cart-<cartId>` fold. */
export const cartAggregate = {
  streamType: 'orders.cart',
  initialState: (): CartState => ({ lines: [] }),
  evolve({ lines }: CartState, event: CartEvent): CartState {
    switch (event.type) {
      case 'orders.cart.line-added':
        return { lines: addTo(lines, event.data) };
      case 'orders.cart.quantity-changed': {
        const { variantId, quantity } = event.data;
        return { lines: lines.map((line) => (line.variantId === variantId ? { ...line, quantity } : line)) };
      }
      case 'orders.cart.line-removed':
        return { lines: lines.filter(({ variantId }) => variantId !== event.data.variantId) };
      case 'orders.cart.merged':
        return { lines: event.data.lines.reduce(addTo, lines) };
      case 'orders.cart.merged-away':
      case 'orders.cart.checked-out':
        return { lines: [] };
    }
  },
};

/** Units of a variant in the cart. */
export function quantityOf({ lines }: CartState, variantId: string): number {
  return lines.find((line) => line.variantId === variantId)?.quantity ?? 0;
}

function addTo(lines: readonly CartEventLine[], added: CartEventLine): readonly CartEventLine[] {
  const { variantId, productId, quantity } = added;
  if (!lines.some((line) => line.variantId === variantId)) return [...lines, { variantId, productId, quantity }];
  return lines.map((line) =>
    line.variantId === variantId ? { ...line, quantity: Math.min(MAX_QUANTITY, line.quantity + quantity) } : line,
  );
}
