import { createFeature, createReducer, createSelector, on } from '@ngrx/store';
import type { TrendingShelf } from '@mercury/trending/contracts';
import { HomePageActions, TrendingApiActions } from './trending.actions';

interface TrendingState {
  readonly shelf: TrendingShelf | null;
  readonly status: 'idle' | 'loading' | 'ready' | 'failed';
  readonly message: string;
  /** True once the server has pushed a shelf: what is shown is what is happening. */
  readonly live: boolean;
}

const initialState: TrendingState = { shelf: null, status: 'idle', message: '', live: false };

/** What is trending now. A pushed shelf always wins over a loaded one that is older. */
export const trendingFeature = createFeature({
  name: 'trending',
  reducer: createReducer<TrendingState>(
    initialState,
    on(HomePageActions.opened, HomePageActions.retryRequested, (state) => ({
      ...state,
      status: state.shelf ? ('ready' as const) : ('loading' as const),
    })),
    on(HomePageActions.closed, (state) => ({ ...state, live: false })),
    on(TrendingApiActions.shelfLoaded, (state, { shelf }) => ({
      ...state,
      shelf: newer(state.shelf, shelf),
      status: 'ready' as const,
    })),
    on(TrendingApiActions.shelfMoved, (state, { shelf }) => ({
      ...state,
      shelf: newer(state.shelf, shelf),
      status: 'ready' as const,
      live: true,
    })),
    on(TrendingApiActions.loadFailed, (state, { message }) =>
      state.shelf ? state : { ...state, status: 'failed' as const, message },
    ),
  ),
  extraSelectors: ({ selectShelf, selectStatus }) => ({
    selectTrendingItems: createSelector(selectShelf, (shelf) => shelf?.items ?? []),
    selectTrendingLoading: createSelector(selectStatus, (status) => status === 'idle' || status === 'loading'),
  }),
});

const newer = (held: TrendingShelf | null, came: TrendingShelf): TrendingShelf =>
  held && held.asOf > came.asOf ? held : came;

export const { selectLive: selectTrendingLive, selectTrendingItems, selectTrendingLoading } = trendingFeature;
export const selectTrendingStatus = trendingFeature.selectStatus;
export const selectTrendingMessage = trendingFeature.selectMessage;
