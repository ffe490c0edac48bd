/** Stripe's error object, as it stands in the body under `error`. */
export interface StripeErrorBody {
  readonly type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
  readonly message: string;
  readonly code?: string;
  readonly decline_code?: string;
  readonly param?: string;
  readonly charge?: string;
  readonly payment_intent?: unknown;
  readonly payment_method?: unknown;
  readonly doc_url?: string;
}

/** An answer that is an error: status and body exactly as Stripe sends them. */
export class StripeApiError extends Error {
  constructor(
    readonly status: number,
    readonly body: StripeErrorBody,
  ) {
    super(body.message);
  }
}

export function invalidRequest(message: string, param?: string, code?: string, status = 400): StripeApiError {
  return new StripeApiError(status, {
    type: 'invalid_request_error',
    message,
    ...(code && { code, doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}` }),
    ...(param && { param }),
  });
}

export function missingResource(kind: string, id: string): StripeApiError {
  return invalidRequest(`No such ${kind}: '${id}'`, 'id', 'resource_missing', 404);
}

/** What the bank or the network says about a card. */
export function cardError(body: Omit<StripeErrorBody, 'type' | 'doc_url'> & { code: string }): StripeApiError {
  return new StripeApiError(402, {
    type: 'card_error',
    doc_url: `https://stripe.com/docs/error-codes/${body.code.replaceAll('_', '-')}`,
    ...body,
  });
}
