/** Money given back, in minor units. `refundId` is Stripe's; `reason` is ours, or says that somebody did it at Stripe. */
export interface RefundFact {
  readonly refundId: string;
  readonly amountMinor: number;
  readonly reason: string;
}

/**
 * What Stripe says of a payment intent, in our words. It may come as the answer to a call, by webhook or by a look-up, late
 * and more than once: the decider takes what is new. `open`: nothing is decided yet and nothing is held.
 */
export type IntentFact =
  | { readonly kind: 'open'; readonly intentId: string }
  | { readonly kind: 'action_required'; readonly intentId: string; readonly nextActionUrl: string }
  | {
      readonly kind: 'authorised';
      readonly intentId: string;
      readonly amountMinor: number;
      readonly currency: string;
      readonly cardFingerprint?: string;
      readonly cardCountry?: string;
    }
  | { readonly kind: 'declined'; readonly intentId?: string; readonly declineCode: string; readonly message: string }
  | {
      readonly kind: 'captured';
      readonly intentId: string;
      readonly amountMinor: number;
      readonly currency: string;
      readonly refunds: readonly RefundFact[];
    }
  | { readonly kind: 'cancelled'; readonly intentId: string; readonly reason: string };
