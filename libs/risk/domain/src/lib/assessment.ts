import type { RiskEvent } from '@mercury/risk/contracts';

type Made = Extract<RiskEvent, { type: 'risk.assessment.made' }>['data'];
type Resolved = Extract<RiskEvent, { type: 'risk.review.resolved' }>['data'];

/** One assessment: what the model said, and what a person said about it. */
export interface AssessmentState {
  readonly made?: Made;
  readonly resolved?: Resolved;
}

/** How the events of `risk.assessment-<assessmentId>` fold. */
export const assessmentAggregate = {
  streamType: 'risk.assessment',
  initialState: (): AssessmentState => ({}),
  evolve(state: AssessmentState, event: RiskEvent): AssessmentState {
    return event.type === 'risk.assessment.made' ? { ...state, made: event.data } : { ...state, resolved: event.data };
  },
};
