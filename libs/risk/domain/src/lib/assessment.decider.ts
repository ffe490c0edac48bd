import type { RiskEvent } from '@mercury/risk/contracts';
import type { AssessmentState } from './assessment';
import { decide } from './decision.policy';
import { featuresOf } from './features';
import type { RiskModel } from './model';
import type { PaymentHistory, PaymentToJudge } from './payment-to-judge';
import { reasonsOf } from './reasons';
import { RiskRefusal } from './risk.refusal';
import { score } from './score';

/** A payment with the ids by which others know it. */
export interface AssessmentRequest extends PaymentToJudge {
  readonly assessmentId: string;
  readonly orderId: string;
  readonly paymentId: string;
  readonly currency: string;
  readonly cardFingerprint?: string;
}

/** Judges a payment. The event carries the features and the model's id, so that its score can be computed again. */
export function assess(request: AssessmentRequest, history: PaymentHistory, model: RiskModel): RiskEvent[] {
  const features = featuresOf(request, history);
  const judged = score(model, features);
  const { assessmentId, orderId, paymentId, customerKey, amountMinor, currency } = request;
  const { cardFingerprint, shippingCountry, cardCountry } = request;
  return [
    {
      type: 'risk.assessment.made',
      data: {
        assessmentId,
        orderId,
        paymentId,
        customerKey,
        amountMinor,
        currency,
        ...(cardFingerprint && { cardFingerprint }),
        shippingCountry,
        ...(cardCountry && { cardCountry }),
        paidAt: new Date(request.atMs).toISOString(),
        probability: judged.probability,
        decision: decide(judged.probability, model.thresholds),
        reasons: reasonsOf(judged),
        features,
        modelId: model.modelId,
      },
    },
  ];
}

/** A person's answer to a review, once. The same answer again is no event; another one is refused. */
export function resolveReview(
  { made, resolved }: AssessmentState,
  answer: { decision: 'approve' | 'decline'; note: string; resolvedBy: string },
): RiskEvent[] {
  if (!made) throw new RiskRefusal('risk.assessment_not_found', 'No such assessment');
  if (made.decision !== 'review') throw new RiskRefusal('risk.not_in_review', 'This payment was not up for review');
  if (resolved?.decision === answer.decision) return [];
  if (resolved) throw new RiskRefusal('risk.review_resolved', `The review was resolved before: ${resolved.decision}`);
  const { assessmentId, orderId } = made;
  return [{ type: 'risk.review.resolved', data: { assessmentId, orderId, ...answer } }];
}
