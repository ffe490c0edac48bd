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
}

/** How the browser turns a card into a payment method. */
export interface PaymentClientConfig {
  readonly publishableKey: string;
  readonly mode: 'emulator' | 'stripe';
  /** Emulator only: where the browser posts the card, as Stripe.js would (`POST …/v1/payment_methods`). */
  readonly tokenUrl?: string;
}

/** Requests that `payment` answers: pattern → request and response. Commands carry `commandId`. */
export interface PaymentRpc {
  'payment.get-client-config': { request: Record<string, never>; response: PaymentClientConfig };
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
  /** Gives up a payment that was not captured. One whose outcome is unknown stays as it is: ask again when it is known. */
  'payment.void': { request: { commandId: string; paymentId: string; reason: string }; response: PaymentView };
  /** Gives back a captured payment as a whole. */
  'payment.refund': { request: { commandId: string; paymentId: string; reason: string }; response: PaymentView };
  /** Stripe's webhook, raw: refused with 400 `payment.bad_signature`; accepted means stored, then applied once. */
  'payment.receive-webhook': {
    request: { body: string; signature: string };
    response: { eventId: string; duplicate: boolean };
  };
}
