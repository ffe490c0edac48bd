import { createFeature, createReducer, createSelector, on } from '@ngrx/store';
import type { SearchAnswer } from '@mercury/search/contracts';
import { keyOf, type CatalogQuery } from './catalog-query';
import { CatalogApiActions, CatalogPageActions } from './catalog.actions';

/** One list: its question, and as much of the answer as was asked for. */
export interface Results {
  readonly query: CatalogQuery;
  /** `loading` may still show the answer to another question about the same room. */
  readonly status: 'loading' | 'ready' | 'failed';
  readonly more: 'idle' | 'loading' | 'failed';
  readonly answer: SearchAnswer | null;
  readonly message: string;
}

interface CatalogState {
  readonly current: string | null;
  /** The lists seen last, newest last: going back finds them as they were left. */
  readonly lists: Readonly<Record<string, Results>>;
}

const KEPT_LISTS = 8;
const initialState: CatalogState = { current: null, lists: {} };

/** The lists of the catalogue. */
export const catalogFeature = createFeature({
  name: 'catalog',
  reducer: createReducer<CatalogState>(
    initialState,
    on(CatalogPageActions.opened, (state, { query, returning }) => {
      const key = keyOf(query);
      const held = state.lists[key];
      const before = held ?? (state.current === null ? undefined : state.lists[state.current]);
      const answer = before && sameRoom(before.query, query) ? before.answer : null;
      const list: Results =
        returning && held?.status === 'ready'
          ? { ...held, more: 'idle' }
          : { query, status: 'loading', more: 'idle', answer, message: '' };
      return { current: key, lists: keep(state.lists, key, list) };
    }),
    on(CatalogPageActions.retryRequested, (state) => change(state, state.current, { status: 'loading' })),
    on(CatalogPageActions.moreRequested, (state) => change(state, state.current, { more: 'loading' })),
    on(CatalogApiActions.resultsLoaded, (state, { query, answer }) =>
      change(state, keyOf(query), { answer, status: 'ready', more: 'idle' }),
    ),
    on(CatalogApiActions.loadFailed, (state, { query, message }) =>
      change(state, keyOf(query), { status: 'failed', answer: null, message }),
    ),
    on(CatalogApiActions.moreLoaded, (state, { query, answer }) => {
      const held = state.lists[keyOf(query)]?.answer;
      if (!held) return state;
      return change(state, keyOf(query), {
        answer: { ...answer, items: joined(held, answer), facets: held.facets },
        more: 'idle',
      });
    }),
    on(CatalogApiActions.moreFailed, (state, { query, message }) =>
      change(state, keyOf(query), { more: 'failed', message }),
    ),
  ),
  extraSelectors: ({ selectCurrent, selectLists }) => ({
    selectResults: createSelector(selectCurrent, selectLists, (current, lists) =>
      current === null ? null : (lists[current] ?? null),
    ),
  }),
});

const sameRoom = (one: CatalogQuery, other: CatalogQuery): boolean =>
  one.q === other.q && one.category === other.category;

/** A product that moved between two pages while they were asked for is shown once. */
function joined(held: SearchAnswer, more: SearchAnswer): SearchAnswer['items'] {
  const known = new Set(held.items.map(({ productId }) => productId));
  return [...held.items, ...more.items.filter(({ productId }) => !known.has(productId))];
}

function keep(lists: CatalogState['lists'], key: string, list: Results): CatalogState['lists'] {
  const others = Object.entries(lists).filter(([other]) => other !== key);
  return Object.fromEntries([...others.slice(1 - KEPT_LISTS), [key, list]]);
}

function change(state: CatalogState, key: string | null, by: Partial<Results>): CatalogState {
  const list = key === null ? undefined : state.lists[key];
  return key === null || !list ? state : { ...state, lists: { ...state.lists, [key]: { ...list, ...by } } };
}

/** The list on the page; null before the first one. */
export const selectResults = catalogFeature.selectResults;
