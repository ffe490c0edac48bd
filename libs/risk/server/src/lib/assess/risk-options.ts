import type { RiskModel } from '@mercury/risk/domain';

/** What an assessment needs besides the payment. */
export abstract class RiskOptions {
  abstract readonly model: RiskModel;
  /** True where cards are Stripe's test numbers, which everybody shares. */
  abstract readonly testCards: boolean;
}
