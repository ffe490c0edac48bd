import { createActionGroup, emptyProps, props } from '@ngrx/store';

/** What the analyst did on the review page. */
export const ReviewsPageActions = createActionGroup({
  source: 'Reviews Page',
  events: {
    Opened: emptyProps(),
    'Refresh Requested': emptyProps(),
    Selected: props<{ assessmentId: string }>(),
    'Next Selected': emptyProps(),
    'Previous Selected': emptyProps(),
    Resolved: props<{ assessmentId: string; decision: 'approve' | 'decline'; note: string; key: string }>(),
  },
});
