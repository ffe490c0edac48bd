import { createActionGroup, props } from '@ngrx/store';
import type { RiskReviewItem } from '@mercury/risk/contracts';

/** What the server answered to the review page. */
export const ReviewsApiActions = createActionGroup({
  source: 'Reviews API',
  events: {
    Loaded: props<{ reviews: RiskReviewItem[] }>(),
    'Load Failed': props<{ message: string }>(),
    'Resolve Accepted': props<{ assessmentId: string; decision: 'approve' | 'decline' }>(),
    'Resolve Refused': props<{ assessmentId: string; message: string }>(),
  },
});
