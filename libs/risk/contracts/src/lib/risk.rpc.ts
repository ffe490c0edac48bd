import type { RiskDecision, RiskReason } from './risk.events';

export interface RiskAssessment {
  readonly assessmentId: string;
  readonly orderId: string;
  readonly probability: number | null;
  readonly decision: RiskDecision;
  readonly reasons: readonly RiskReason[];
  readonly modelId: string;
}

export interface RiskReviewItem extends RiskAssessment {
  readonly paymentId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly openedAt: string;
  readonly customerKey: string;
}

/** Requests that `risk` answers: pattern → request and response. Commands carry `commandId`. */
export interface RiskRpc {
  'risk.assess': {
    request: {
      commandId: string;
      orderId: string;
      paymentId: string;
      amountMinor: number;
      currency: string;
      /** Who pays, as far as velocity goes: the account, else a pseudonym of the e-mail address. */
      customerKey: string;
      cardFingerprint?: string;
      shippingCountry: string;
      cardCountry?: string;
      occurredAt: string;
    };
    response: RiskAssessment;
  };
  'risk.list-reviews': { request: { limit?: number }; response: RiskReviewItem[] };
  'risk.resolve-review': {
    request: {
      commandId: string;
      assessmentId: string;
      decision: 'approve' | 'decline';
      note: string;
      resolvedBy: string;
    };
    response: RiskAssessment;
  };
}
