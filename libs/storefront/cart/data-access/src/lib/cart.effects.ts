import { inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { Store } from '@ngrx/store';
import { ApiProblem, SessionActions, SessionApiActions } from '@mercury/storefront/shell/data-access';
import { catchError, concatMap, delay, filter, map, of, switchMap } from 'rxjs';
import { CartApiActions } from './cart-api.actions';
import { CartClient } from './cart-client';
import { CartActions } from './cart.actions';
import { cartFeature } from './cart.feature';
import type { CartIntent } from './cart.models';
import { QUANTITY_SETTLES_MS } from './quantity-settles';

/**
 * The cart follows the session: it is loaded once it is known who is there (the answer sets the visitor's cookie), and
 * anew when someone signs in or out. After a refusal the server is asked what is true now.
 */
export const loadCart = createEffect(
  (actions$ = inject(Actions), client = inject(CartClient)) =>
    actions$.pipe(
      ofType(CartActions.loadRequested, CartApiActions.refused, SessionApiActions.loaded, SessionActions.changed),
      switchMap(() =>
        client.load().pipe(
          map((cart) => CartApiActions.loaded({ cart })),
          catchError((error: unknown) => of(CartApiActions.loadFailed({ message: ApiProblem.from(error).message }))),
        ),
      ),
    ),
  { functional: true },
);

/** Takes the oldest intent to the server as soon as the one before it is settled. */
export const nextIntent = createEffect(
  (store = inject(Store)) =>
    store.select(cartFeature.selectNextIntent).pipe(
      switchMap((intent) => (intent?.kind === 'change' ? of(intent).pipe(delay(QUANTITY_SETTLES_MS)) : of(intent))),
      filter((intent): intent is CartIntent => intent !== undefined),
      map((intent) => CartApiActions.sent({ intent })),
    ),
  { functional: true },
);

export const sendIntent = createEffect(
  (actions$ = inject(Actions), client = inject(CartClient)) =>
    actions$.pipe(
      ofType(CartApiActions.sent),
      concatMap(({ intent }) =>
        client.send(intent).pipe(
          map((cart) => CartApiActions.accepted({ key: intent.key, cart })),
          catchError((error: unknown) =>
            of(CartApiActions.refused({ key: intent.key, message: ApiProblem.from(error).message })),
          ),
        ),
      ),
    ),
  { functional: true },
);
