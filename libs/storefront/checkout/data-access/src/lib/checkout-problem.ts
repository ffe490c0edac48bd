import { ApiProblem } from '@mercury/storefront/shell/data-access';

/** Why an order was not placed. `unknown` means that the answer was lost: it may have been. */
export interface CheckoutProblem {
  readonly kind: 'sold_out' | 'total_changed' | 'cart_empty' | 'refused' | 'unknown';
  readonly message: string;
}

const words: Record<string, CheckoutProblem> = {
  'catalog.sold_out': {
    kind: 'sold_out',
    message:
      'Someone was faster: part of your cart has just sold out. Nothing was ordered or charged. Your cart shows what is left.',
  },
  'orders.total_changed': {
    kind: 'total_changed',
    message: 'A price changed while you were here. Nothing was ordered or charged. Please look at the new total.',
  },
  'orders.cart_empty': {
    kind: 'cart_empty',
    message: 'Your cart is empty, so there is nothing to order. If you have just ordered, look at your orders.',
  },
};

/** Why an order was not placed, in the shopper's words. */
export function checkoutProblem(error: unknown): CheckoutProblem {
  const problem = ApiProblem.from(error);
  const known = words[problem.code];
  if (known) return known;
  // Without an answer, or with one that says "try again", the order may have been placed all the same.
  const fields = problem.errors.map(({ message }) => message).join(' ');
  return {
    kind: problem.status === 0 || problem.status >= 500 ? 'unknown' : 'refused',
    message: fields || problem.message,
  };
}
