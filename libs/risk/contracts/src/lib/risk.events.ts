export type RiskDecision = 'approve' | 'review' | 'decline';

/** Why a score is what it is: one feature, its value in words, and how much it moved the log-odds. */
export interface RiskReason {
  readonly feature: string;
  readonly text: string;
  readonly contribution: number;
}

/** Events of stream `risk.assessment-<assessmentId>`. */
export type RiskEvent =
  | {
      type: 'risk.assessment.made';
      data: {
        assessmentId: string;
        orderId: string;
        paymentId: string;
        customerKey: string;
        amountMinor: number;
        currency: string;
        /** As far as they were known; with them the velocity tables can be made again from the events. */
        cardFingerprint?: string;
        shippingCountry?: string;
        cardCountry?: string;
        /** When the payment was made: what windows are counted by. */
        paidAt?: string;
        /** Probability of fraud, 0 to 1; null when the model did not answer and rules decided. */
        probability: number | null;
        decision: RiskDecision;
        reasons: readonly RiskReason[];
        features: Readonly<Record<string, number>>;
        modelId: string;
      };
    }
  | {
      type: 'risk.review.resolved';
      data: {
        assessmentId: string;
        orderId: string;
        decision: 'approve' | 'decline';
        note: string;
        resolvedBy: string;
      };
    };
