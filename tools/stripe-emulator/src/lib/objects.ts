/** The parts of Stripe's objects that the emulator itself reads; the rest are the constant fields of the builders. */
export interface PaymentMethod {
  readonly id: string;
  readonly object: 'payment_method';
  readonly card: { readonly brand: string; readonly country: string; readonly fingerprint: string };
  readonly billing_details: unknown;
  readonly [field: string]: unknown;
}

export type IntentStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'requires_capture'
  | 'succeeded'
  | 'canceled';

export interface PaymentIntent {
  readonly id: string;
  readonly object: 'payment_intent';
  readonly amount: number;
  readonly currency: string;
  readonly capture_method: string;
  readonly client_secret: string;
  readonly created: number;
  readonly metadata: Readonly<Record<string, string>>;
  status: IntentStatus;
  payment_method: string | null;
  latest_charge: string | null;
  amount_capturable: number;
  amount_received: number;
  canceled_at: number | null;
  cancellation_reason: string | null;
  last_payment_error: object | null;
  next_action: object | null;
  [field: string]: unknown;
}

export interface Charge {
  readonly id: string;
  readonly object: 'charge';
  readonly amount: number;
  readonly currency: string;
  readonly payment_intent: string;
  amount_captured: number;
  amount_refunded: number;
  captured: boolean;
  refunded: boolean;
  [field: string]: unknown;
}

export interface Refund {
  readonly id: string;
  readonly object: 'refund';
  readonly amount: number;
  readonly charge: string;
  readonly payment_intent: string;
  readonly [field: string]: unknown;
}

export interface StripeEvent {
  readonly id: string;
  readonly object: 'event';
  readonly created: number;
  readonly type: string;
  readonly data: { readonly object: unknown };
  pending_webhooks: number;
  readonly [field: string]: unknown;
}

/** The answer that a key gave first. `fingerprint` is a hash of the request's method, path and parameters. */
export interface IdempotentAnswer {
  readonly fingerprint: string;
  readonly status: number;
  readonly body: unknown;
  readonly at: number;
}
