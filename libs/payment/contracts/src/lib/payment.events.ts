/** Events of stream `payment.payment-<paymentId>`: one attempt to pay one order. */
export type PaymentEvent =
  | {
      type: 'payment.payment.started';
      data: {
        paymentId: string;
        orderId: string;
        amountMinor: number;
        currency: string;
        attempt: number;
        /** What the call to Stripe is repeated with when its answer was lost. */
        paymentMethodId: string;
        returnUrl: string;
      };
    }
  | {
      type: 'payment.payment.action-required';
      data: { paymentId: string; orderId: string; intentId: string; nextActionUrl: string };
    }
  | {
      type: 'payment.payment.authorised';
      data: {
        paymentId: string;
        orderId: string;
        intentId: string;
        amountMinor: number;
        currency: string;
        /** Stripe's fingerprint of the card: the same card has the same one, whoever pays with it. */
        cardFingerprint?: string;
        cardCountry?: string;
      };
    }
  | {
      type: 'payment.payment.declined';
      data: { paymentId: string; orderId: string; intentId?: string; declineCode: string; message: string };
    }
  /** Somebody wants the payment given up. What Stripe holds is let go as soon as it can be reached; `voided` says that it is. */
  | { type: 'payment.payment.void-requested'; data: { paymentId: string; orderId: string; reason: string } }
  | { type: 'payment.payment.captured'; data: { paymentId: string; orderId: string; amountMinor: number } }
  | { type: 'payment.payment.voided'; data: { paymentId: string; orderId: string; reason: string } }
  | {
      type: 'payment.payment.refunded';
      data: { paymentId: string; orderId: string; refundId: string; amountMinor: number; reason: string };
    };
