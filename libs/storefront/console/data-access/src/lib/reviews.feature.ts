import { createFeature, createReducer, createSelector, on } from '@ngrx/store';
import type { RiskReviewItem } from '@mercury/risk/contracts';
import { ReviewsApiActions } from './reviews-api.actions';
import { ReviewsPageActions } from './reviews-page.actions';

export interface ReviewsState {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly failure: string | null;
  readonly reviews: readonly RiskReviewItem[];
  readonly selectedId: string | null;
  readonly resolving: string | null;
  readonly refusal: string | null;
  /** What was decided last, for the status line. */
  readonly lastDecision: { readonly assessmentId: string; readonly decision: 'approve' | 'decline' } | null;
}

const initialState: ReviewsState = {
  status: 'loading',
  failure: null,
  reviews: [],
  selectedId: null,
  resolving: null,
  refusal: null,
  lastDecision: null,
};

const reducer = createReducer(
  initialState,
  on(ReviewsPageActions.opened, (): ReviewsState => initialState),
  on(ReviewsPageActions.refreshRequested, (state): ReviewsState => ({ ...state, status: 'loading', failure: null })),
  on(ReviewsPageActions.selected, (state, { assessmentId }): ReviewsState => select(state, assessmentId)),
  on(ReviewsPageActions.nextSelected, (state): ReviewsState => step(state, 1)),
  on(ReviewsPageActions.previousSelected, (state): ReviewsState => step(state, -1)),
  on(ReviewsPageActions.resolved, (state, { assessmentId }): ReviewsState => ({
    ...state,
    resolving: assessmentId,
    refusal: null,
  })),
  on(ReviewsApiActions.loaded, (state, { reviews }): ReviewsState => {
    const kept = reviews.some(({ assessmentId }) => assessmentId === state.selectedId);
    return {
      ...state,
      status: 'ready',
      failure: null,
      reviews,
      selectedId: kept ? state.selectedId : (reviews[0]?.assessmentId ?? null),
    };
  }),
  on(ReviewsApiActions.loadFailed, (state, { message }): ReviewsState => ({
    ...state,
    status: 'failed',
    failure: message,
  })),
  on(ReviewsApiActions.resolveAccepted, (state, { assessmentId, decision }): ReviewsState => {
    const next = step(state, 1).selectedId;
    const reviews = state.reviews.filter((review) => review.assessmentId !== assessmentId);
    const selectedId = next === assessmentId ? (reviews.at(-1)?.assessmentId ?? null) : next;
    return { ...state, reviews, selectedId, resolving: null, lastDecision: { assessmentId, decision } };
  }),
  on(ReviewsApiActions.resolveRefused, (state, { message }): ReviewsState => ({
    ...state,
    resolving: null,
    refusal: message,
  })),
);

/** The risk review queue in the store. */
export const reviewsFeature = createFeature({
  name: 'reviews',
  reducer,
  extraSelectors: ({ selectReviews, selectSelectedId }) => ({
    selectSelected: createSelector(selectReviews, selectSelectedId, (reviews, id) =>
      reviews.find(({ assessmentId }) => assessmentId === id),
    ),
  }),
});

function select(state: ReviewsState, assessmentId: string): ReviewsState {
  return { ...state, selectedId: assessmentId, refusal: null };
}

/** One row down or up, stopping at the ends. */
function step(state: ReviewsState, by: 1 | -1): ReviewsState {
  const index = state.reviews.findIndex(({ assessmentId }) => assessmentId === state.selectedId);
  const target = state.reviews[index + by] ?? state.reviews[index];
  return target ? select(state, target.assessmentId) : state;
}
