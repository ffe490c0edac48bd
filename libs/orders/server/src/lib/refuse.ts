import { OrdersRefusal } from '@mercury/orders/domain';
import { DomainError, NotFoundError } from '@mercury/platform/errors';

/** Refusals that are about the request itself, not about the state it met. */
const invalid = new Set(['orders.quantity', 'orders.shipping_unknown']);

/** Runs a decision of the domain; its refusal travels as problem details: 422 for a bad request, else 409. */
export function deciding<T>(decision: () => T): T {
  try {
    return decision();
  } catch (error) {
    if (!(error instanceof OrdersRefusal)) throw error;
    const { code, message, data } = error;
    throw new DomainError(code, { status: invalid.has(code) ? 422 : 409, message, data, cause: error });
  }
}

/** The answer about an order that does not exist, or is somebody else's: both look the same from outside. */
export const orderNotFound = () => new NotFoundError('orders.order_not_found', { message: 'No such order' });
