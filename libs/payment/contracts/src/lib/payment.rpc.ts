export type PaymentStatus =
  'processing' | 'action_required' | 'authorised' | 'declined' | 'captured' | 'voided' | 'refunded';

export interface PaymentView {
  readonly paymentId: string;
  readonly orderId: string;
  readonly status: PaymentStatus;
  readonly amountMinor: number;
  readonly currency: string;
  readonly nextActionUrl?: string;
  readonly declineCode?: string;
  readonly declineMessage?: string;
  /** It is to be given up, and Stripe has not yet said that it is. */
  readonly voidRequested?: boolean;
}

/** How the browser turns a card into a payment method. */
export interface PaymentClientConfig {
  readonly publishableKey: string;
  readonly mode: 'emulator' | 'stripe';
  /** Emulator only: where the browser posts the card, as Stripe.js would (`POST …/v1/payment_methods`). */
  readonly tokenUrl?: string;
}

/**
 * Requests that `payment` answers: pattern → request and response. Commands carry `commandId`; each may take
 * `PAYMENT_TIMEOUT_MS`, since it waits for Stripe.
 */
export interface PaymentRpc {
  'payment.get-client-config': { request: Record<string, never>; response: PaymentClientConfig };
  /**
   * Makes one attempt to pay: its `paymentId` is `deterministicId('payment', orderId, String(attempt))`. A decline is an
   * answer; `processing` means that Stripe's answer is not known yet: it follows as an event. Refused with
   * `payment.attempt_mismatch` when the attempt was made before with other content.
   */
  'payment.authorise': {
    request: {
      commandId: string;
      orderId: string;
      attempt: number;
      amountMinor: number;
      currency: string;
      paymentMethodId: string;
      returnUrl: string;
    };
    response: PaymentView;
  };
  'payment.get': { request: { paymentId: string }; response: PaymentView };
  /** Refused with `payment.not_capturable` when the authorisation is gone: nothing was charged, and nothing will be. */
  'payment.capture': { request: { commandId: string; paymentId: string }; response: PaymentView };
  /**
   * Gives up a payment that was not captured; refused with `payment.already_captured`. One whose outcome is unknown, or
   * that Stripe cannot be asked about now, answers `voidRequested`: no money will be kept, and `voided` follows as an event.
   */
  'payment.void': { request: { commandId: string; paymentId: string; reason: string }; response: PaymentView };
  /** Gives back a captured payment as a whole; refused with `payment.not_refundable` when nothing was captured. */
  'payment.refund': { request: { commandId: string; paymentId: string; reason: string }; response: PaymentView };
  /** Stripe's webhook, raw: refused with 400 `payment.bad_signature`; accepted means stored, then applied once. */
  'payment.receive-webhook': {
    request: { body: string; signature: string };
    response: { eventId: string; duplicate: boolean };
  };
}

/** How long a caller of a payment command waits: Stripe gets eight seconds, the rest is for us. */
export const PAYMENT_TIMEOUT_MS = 10_000;
