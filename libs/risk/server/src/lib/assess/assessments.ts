import { NotFoundError, ConflictError } from '@mercury/platform/errors';
import { AggregateRepository, type EventStore } from '@mercury/platform/event-store';
import type { RiskAssessment, RiskEvent } from '@mercury/risk/contracts';
import { assessmentAggregate, RiskRefusal, type AssessmentState } from '@mercury/risk/domain';

/** The streams `risk.assessment-<assessmentId>`. */
export const assessmentStreams = (store: EventStore): AggregateRepository<AssessmentState, RiskEvent> =>
  new AggregateRepository<AssessmentState, RiskEvent>(store, assessmentAggregate);

/** An assessment as it was first answered; a later review does not change this answer. */
export function answerOf({ made }: AssessmentState): RiskAssessment | undefined {
  if (!made) return undefined;
  const { assessmentId, orderId, probability, decision, reasons, modelId } = made;
  return { assessmentId, orderId, probability, decision, reasons, modelId };
}

/** Runs a decision of the domain; its refusal becomes an error that travels as problem details. */
export function deciding<T>(decision: () => T): T {
  try {
    return decision();
  } catch (error) {
    if (!(error instanceof RiskRefusal)) throw error;
    const options = { message: error.message, cause: error };
    if (error.code === 'risk.assessment_not_found') throw new NotFoundError(error.code, options);
    throw new ConflictError(error.code, options);
  }
}
