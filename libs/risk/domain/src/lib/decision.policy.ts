import type { RiskDecision } from '@mercury/risk/contracts';
import type { Thresholds } from './model';

/**
 * The whole policy, and the only place of it:
 *  1. from the model's `decline` threshold on, a payment is declined;
 *  2. from its `review` threshold on, a person looks at it before anything is charged;
 *  3. everything else is approved.
 * No rule looks at the amount, the country or the customer by itself: they speak through the score, so that each decision
 * has its reasons. A person's answer to a review is final. When no score can be had, the caller decides by amount.
 */
export function decide(probability: number, thresholds: Thresholds): RiskDecision {
  if (probability >= thresholds.decline) return 'decline';
  if (probability >= thresholds.review) return 'review';
  return 'approve';
}
