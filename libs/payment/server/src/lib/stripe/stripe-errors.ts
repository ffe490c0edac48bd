import Stripe from 'stripe';
import { UnavailableError } from '@mercury/platform/errors';

const { errors } = Stripe;

/** Stripe was not reached, or its answer was lost: whether it has done what it was asked is not known. Ask again. */
export class StripeUnavailableError extends UnavailableError {
  constructor(cause: unknown) {
    super('payment.stripe_unavailable', { message: 'The payment provider does not answer', cause });
  }
}

/** True for an answer that says no to this request for good: nothing was done, and the same request gets the same no. */
export function isRefusal(error: unknown): error is Stripe.errors.StripeError {
  return error instanceof errors.StripeCardError || error instanceof errors.StripeInvalidRequestError;
}

/** True for the word of a bank or a network about a card. */
export function isCardError(error: unknown): boolean {
  return error instanceof errors.StripeCardError;
}

/** True when the idempotency key was used for another request, or is in use by one that still runs. */
export function isKeyTaken(error: unknown): boolean {
  return error instanceof errors.StripeIdempotencyError;
}

/** True when Stripe answered at all, be it with an error of ours: the breaker counts the rest. */
export function wasReached(error: unknown): boolean {
  return (
    error instanceof errors.StripeError && !(error instanceof errors.StripeConnectionError) && !isServerError(error)
  );
}

function isServerError({ statusCode }: Stripe.errors.StripeError): boolean {
  return statusCode === undefined || statusCode >= 500 || statusCode === 429;
}
