import { PaymentRefusal } from '@mercury/payment/domain';
import { ConflictError, NotFoundError } from '@mercury/platform/errors';

/** Runs a decision of the domain; its refusal becomes an error that travels as problem details. */
export function deciding<T>(decision: () => T): T {
  try {
    return decision();
  } catch (error) {
    if (!(error instanceof PaymentRefusal)) throw error;
    const options = { message: error.message, cause: error };
    throw error.code === 'payment.not_found'
      ? new NotFoundError(error.code, options)
      : new ConflictError(error.code, options);
  }
}
