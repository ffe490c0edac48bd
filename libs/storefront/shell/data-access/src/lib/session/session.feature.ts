import { createFeature, createReducer, createSelector, on } from '@ngrx/store';
import type { SessionView } from '@mercury/identity/contracts';
import { SessionActions, SessionApiActions } from './session.actions';

interface SessionState {
  readonly session: SessionView | null;
  /** `unknown` until the browser has asked: pages must not guess who is there. */
  readonly status: 'unknown' | 'loading' | 'known' | 'failed';
}

const initialState: SessionState = { session: null, status: 'unknown' };

/** Who is there, and the token that commands need. Known in the browser only. */
export const sessionFeature = createFeature({
  name: 'session',
  reducer: createReducer<SessionState>(
    initialState,
    on(SessionActions.opened, (state) => loading(state)),
    on(SessionActions.required, (state, { stale }) =>
      state.session && state.session.csrfToken !== stale ? state : loading(state),
    ),
    on(SessionActions.changed, SessionApiActions.loaded, (_state, { session }) => ({
      session,
      status: 'known' as const,
    })),
    on(SessionApiActions.loadFailed, (state) => ({ ...state, status: 'failed' as const })),
  ),
  extraSelectors: ({ selectSession, selectStatus }) => ({
    selectAccount: createSelector(selectSession, (session) => session?.account ?? null),
    selectSignedIn: createSelector(selectSession, (session) => (session?.account ?? null) !== null),
    selectSessionKnown: createSelector(selectStatus, (status) => status === 'known'),
    selectCsrfToken: createSelector(selectSession, (session) => session?.csrfToken ?? null),
  }),
});

const loading = (state: SessionState): SessionState => ({ ...state, status: 'loading' });

export const { selectAccount, selectCsrfToken, selectSessionKnown, selectSignedIn } = sessionFeature;
/** `unknown`, `loading`, `known` or `failed`. */
export const selectSessionStatus = sessionFeature.selectStatus;
