import { inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { ApiProblem } from '@mercury/storefront/shell/data-access';
import { catchError, concatMap, map, of, switchMap } from 'rxjs';
import { ReviewsApiActions } from './reviews-api.actions';
import { ReviewsClient } from './reviews-client';
import { ReviewsPageActions } from './reviews-page.actions';

export const loadReviews = createEffect(
  (actions$ = inject(Actions), client = inject(ReviewsClient)) =>
    actions$.pipe(
      ofType(ReviewsPageActions.opened, ReviewsPageActions.refreshRequested),
      switchMap(() =>
        client.list().pipe(
          map((reviews) => ReviewsApiActions.loaded({ reviews })),
          catchError((error: unknown) => of(ReviewsApiActions.loadFailed({ message: ApiProblem.from(error).message }))),
        ),
      ),
    ),
  { functional: true },
);

export const resolveReview = createEffect(
  (actions$ = inject(Actions), client = inject(ReviewsClient)) =>
    actions$.pipe(
      ofType(ReviewsPageActions.resolved),
      concatMap(({ assessmentId, decision, note, key }) =>
        client.resolve(assessmentId, { decision, note }, key).pipe(
          map(() => ReviewsApiActions.resolveAccepted({ assessmentId, decision })),
          catchError((error: unknown) =>
            of(ReviewsApiActions.resolveRefused({ assessmentId, message: ApiProblem.from(error).message })),
          ),
        ),
      ),
    ),
  { functional: true },
);
