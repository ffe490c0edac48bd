import type { CartLineView } from '@mercury/orders/contracts';
import type { CartIntent, CartLine, CartProduct } from './cart.models';

/**
 * The lines as they will be when every intent has come true. Undoing one is leaving it out: there is no other copy of
 * the cart to put right.
 */
export function optimisticLines(confirmed: readonly CartLineView[], intents: readonly CartIntent[]): CartLine[] {
  return intents.reduce<CartLine[]>(apply, confirmed.map(fromView));
}

function fromView({ variant, quantity, lineTotalMinor, problem }: CartLineView): CartLine {
  return {
    variantId: variant.variantId,
    product: variant,
    quantity,
    lineTotalMinor,
    pending: false,
    ...(problem && { problem }),
  };
}

function apply(lines: CartLine[], intent: CartIntent): CartLine[] {
  const line = lines.find(({ variantId }) => variantId === intent.variantId);
  const wanted = quantityAfter(line?.quantity ?? 0, intent);
  if (wanted === 0) return lines.filter(({ variantId }) => variantId !== intent.variantId);
  if (line) return lines.map((each) => (each === line ? pendingLine(line.variantId, line.product, wanted) : each));
  return intent.kind === 'add' ? [...lines, pendingLine(intent.variantId, intent.product, wanted)] : lines;
}

function quantityAfter(quantity: number, intent: CartIntent): number {
  if (intent.kind === 'remove') return 0;
  return intent.kind === 'add' ? quantity + intent.quantity : intent.quantity;
}

function pendingLine(variantId: string, product: CartProduct, quantity: number): CartLine {
  const problem = product.available <= 0 ? 'sold_out' : product.available < quantity ? 'short' : undefined;
  return {
    variantId,
    product,
    quantity,
    lineTotalMinor: product.priceMinor * quantity,
    pending: true,
    ...(problem && { problem }),
  };
}
