import { isPlatformBrowser } from '@angular/common';
import { HttpClient } from '@angular/common/http';
import { inject, PLATFORM_ID } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { catchError, EMPTY, map, of, switchMap, takeUntil } from 'rxjs';
import { ApiProblem, eventStream } from '@mercury/storefront/shell/data-access';
import type { TrendingShelf } from '@mercury/trending/contracts';
import { HomePageActions, TrendingApiActions } from './trending.actions';

const SHOWN = 12;

/** The first shelf: asked for by the server, and handed to the browser with the page. */
export const loadShelf = createEffect(
  (actions = inject(Actions), http = inject(HttpClient)) =>
    actions.pipe(
      ofType(HomePageActions.opened, HomePageActions.retryRequested),
      switchMap(() =>
        http.get<TrendingShelf>('/api/trending', { params: { scope: 'all', limit: SHOWN } }).pipe(
          map((shelf) => TrendingApiActions.shelfLoaded({ shelf })),
          catchError((error: unknown) =>
            of(TrendingApiActions.loadFailed({ message: ApiProblem.from(error).message })),
          ),
        ),
      ),
    ),
  { functional: true },
);

/** Every later one: pushed, while the page is open. */
export const followShelf = createEffect(
  (actions = inject(Actions), platform = inject(PLATFORM_ID)) =>
    actions.pipe(
      ofType(HomePageActions.opened),
      switchMap(() =>
        isPlatformBrowser(platform)
          ? eventStream<TrendingShelf>(`/api/trending/stream?scope=all&limit=${SHOWN}`, 'trending').pipe(
              map((shelf) => TrendingApiActions.shelfMoved({ shelf })),
              takeUntil(actions.pipe(ofType(HomePageActions.closed))),
            )
          : EMPTY,
      ),
    ),
  { functional: true },
);
