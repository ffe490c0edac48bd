import type { Action } from '@ngrx/store';
import type { RiskReviewItem } from '@mercury/risk/contracts';
import { ReviewsApiActions } from './reviews-api.actions';
import { ReviewsPageActions } from './reviews-page.actions';
import { reviewsFeature } from './reviews.feature';

const review = (assessmentId: string) => ({ assessmentId }) as RiskReviewItem;
const run = (...actions: Action[]) =>
  actions.reduce(reviewsFeature.reducer, reviewsFeature.reducer(undefined, { type: 'start' }));
const loaded = ReviewsApiActions.loaded({ reviews: [review('a'), review('b'), review('c')] });

describe('review queue', () => {
  it('selects the first review when it has loaded', () => {
    expect(run(loaded).selectedId).toBe('a');
  });

  it('moves down and up, and stops at both ends', () => {
    const next = ReviewsPageActions.nextSelected();
    const previous = ReviewsPageActions.previousSelected();
    expect(run(loaded, next, next, next).selectedId).toBe('c');
    expect(run(loaded, next, previous, previous).selectedId).toBe('a');
  });

  it('goes on to the next review when one is decided', () => {
    const state = run(loaded, ReviewsApiActions.resolveAccepted({ assessmentId: 'a', decision: 'approve' }));
    expect(state.reviews.map(({ assessmentId }) => assessmentId)).toEqual(['b', 'c']);
    expect(state.selectedId).toBe('b');
  });

  it('goes back when the last one is decided, and to nothing when none is left', () => {
    const last = run(
      loaded,
      ReviewsPageActions.selected({ assessmentId: 'c' }),
      ReviewsApiActions.resolveAccepted({ assessmentId: 'c', decision: 'decline' }),
    );
    expect(last.selectedId).toBe('b');
    const none = run(
      ReviewsApiActions.loaded({ reviews: [review('a')] }),
      ReviewsApiActions.resolveAccepted({ assessmentId: 'a', decision: 'decline' }),
    );
    expect(none.selectedId).toBeNull();
  });

  it('keeps a review whose decision was refused, with the reason', () => {
    const state = run(loaded, ReviewsApiActions.resolveRefused({ assessmentId: 'a', message: 'Decided already.' }));
    expect(state).toMatchObject({ selectedId: 'a', refusal: 'Decided already.' });
    expect(state.reviews).toHaveLength(3);
  });
});
