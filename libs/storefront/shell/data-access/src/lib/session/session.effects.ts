import { HttpClient } from '@angular/common/http';
import { inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { Store } from '@ngrx/store';
import { catchError, concatMap, exhaustMap, filter, first, map, of } from 'rxjs';
import type { SessionView } from '@mercury/identity/contracts';
import { ApiProblem } from '../api/api-problem';
import { SessionActions, SessionApiActions } from './session.actions';
import { selectCsrfToken } from './session.feature';

/** Asks who is there: when a page opens, and when a command finds no usable token. One question at a time. */
export const loadSession = createEffect(
  (actions = inject(Actions), store = inject(Store), http = inject(HttpClient)) =>
    actions.pipe(
      ofType(SessionActions.opened, SessionActions.required),
      concatMap((action) =>
        store.select(selectCsrfToken).pipe(
          first(),
          filter((token) => token === null || ('stale' in action && action.stale === token)),
        ),
      ),
      exhaustMap(() =>
        http.get<SessionView>('/api/session').pipe(
          map((session) => SessionApiActions.loaded({ session })),
          catchError((error: unknown) => of(SessionApiActions.loadFailed({ message: ApiProblem.from(error).message }))),
        ),
      ),
    ),
  { functional: true },
);
