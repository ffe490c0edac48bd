/** What the payment context needs to know of its Stripe account. */
export interface PaymentOptions {
  readonly secretKey: string;
  readonly publishableKey: string;
  readonly webhookSecret: string;
  /** The emulator's address; without it calls go to Stripe. */
  readonly emulatorUrl?: string;
  /** How long one attempt of a call may be silent; there are two. Default 3,500. */
  readonly attemptTimeoutMs?: number;
  /** How long a call may take in all. Default 8,000. */
  readonly deadlineMs?: number;
  /** Off in specs, which sweep by hand. Default true. */
  readonly sweep?: boolean;
}

/** Injection token of `PaymentOptions`. */
export const PAYMENT_OPTIONS = Symbol('PAYMENT_OPTIONS');
