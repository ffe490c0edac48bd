import { HttpClient } from '@angular/common/http';
import { inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { Store } from '@ngrx/store';
import { catchError, concatMap, exhaustMap, filter, first, map, of, switchMap, takeUntil, tap } from 'rxjs';
import type { SearchAnswer } from '@mercury/search/contracts';
import { ActivityTracker, ApiProblem } from '@mercury/storefront/shell/data-access';
import { type CatalogQuery, paramsOf } from './catalog-query';
import { CatalogApiActions, CatalogPageActions } from './catalog.actions';
import { selectResults } from './catalog.feature';

const PAGE_SIZE = 24;

const ask = (http: HttpClient, query: CatalogQuery, cursor?: string) =>
  http.get<SearchAnswer>('/api/search', {
    params: { ...paramsOf(query), limit: PAGE_SIZE, ...(cursor && { cursor }) },
  });

/** Loads the list that was opened, unless it is there as it was left. A newer question drops the older one. */
export const loadResults = createEffect(
  (actions = inject(Actions), store = inject(Store), http = inject(HttpClient)) =>
    actions.pipe(
      ofType(CatalogPageActions.opened, CatalogPageActions.retryRequested),
      concatMap(() => store.select(selectResults).pipe(first())),
      filter((results) => results?.status === 'loading'),
      map((results) => results?.query ?? {}),
      switchMap((query) =>
        ask(http, query).pipe(
          map((answer) => CatalogApiActions.resultsLoaded({ query, answer })),
          catchError((error: unknown) =>
            of(CatalogApiActions.loadFailed({ query, message: ApiProblem.from(error).message })),
          ),
        ),
      ),
    ),
  { functional: true },
);

/** Loads the next page of the list. */
export const loadMore = createEffect(
  (actions = inject(Actions), store = inject(Store), http = inject(HttpClient)) =>
    actions.pipe(
      ofType(CatalogPageActions.moreRequested),
      concatMap(() => store.select(selectResults).pipe(first())),
      exhaustMap((results) => {
        const { query = {}, answer } = results ?? {};
        return ask(http, query, answer?.nextCursor ?? undefined).pipe(
          map((more) => CatalogApiActions.moreLoaded({ query, answer: more })),
          catchError((error: unknown) =>
            of(CatalogApiActions.moreFailed({ query, message: ApiProblem.from(error).message })),
          ),
          takeUntil(actions.pipe(ofType(CatalogPageActions.opened))),
        );
      }),
    ),
  { functional: true },
);

/** Notes what was searched for, and how much there was of it. */
export const noteSearch = createEffect(
  (actions = inject(Actions), activity = inject(ActivityTracker)) =>
    actions.pipe(
      ofType(CatalogApiActions.resultsLoaded),
      tap(({ query, answer }) => {
        if (query.q) activity.searchPerformed(query.q, answer.total);
      }),
    ),
  { functional: true, dispatch: false },
);
