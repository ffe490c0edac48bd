import { inject } from '@angular/core';
import { Router } from '@angular/router';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { Store } from '@ngrx/store';
import { CartActions } from '@mercury/storefront/cart/data-access';
import { ApiProblem } from '@mercury/storefront/shell/data-access';
import { catchError, exhaustMap, forkJoin, map, of, skip, switchMap, tap, withLatestFrom } from 'rxjs';
import { CheckoutApiActions } from './checkout-api.actions';
import { CheckoutClient } from './checkout-client';
import { CheckoutPageActions } from './checkout-page.actions';
import { checkoutProblem } from './checkout-problem';
import { CheckoutStorage } from './checkout-storage';
import { checkoutFeature } from './checkout.feature';

export const loadCheckout = createEffect(
  (actions$ = inject(Actions), client = inject(CheckoutClient)) =>
    actions$.pipe(
      ofType(CheckoutPageActions.opened, CheckoutPageActions.retryRequested),
      switchMap(() =>
        forkJoin({ methods: client.shippingMethods(), payment: client.paymentConfig() }).pipe(
          map((answer) => CheckoutApiActions.loaded(answer)),
          catchError((error: unknown) =>
            of(CheckoutApiActions.loadFailed({ message: ApiProblem.from(error).message })),
          ),
        ),
      ),
    ),
  { functional: true },
);

/** Places the order once: a second press while the first is under way is the same press. */
export const placeOrder = createEffect(
  (actions$ = inject(Actions), store = inject(Store), client = inject(CheckoutClient)) =>
    actions$.pipe(
      ofType(CheckoutPageActions.orderSubmitted),
      withLatestFrom(store.select(checkoutFeature.selectPlacement)),
      exhaustMap(([{ order, paymentMethodId, key }, placement]) =>
        client.placeOrder(order, placement?.key ?? key).pipe(
          map((placed) => CheckoutApiActions.placed({ order: placed, paymentMethodId })),
          catchError((error: unknown) => of(CheckoutApiActions.placeRefused({ problem: checkoutProblem(error) }))),
        ),
      ),
    ),
  { functional: true },
);

/** A placed order has emptied the cart, and a refused one shows that the cart was not what the shopper saw. */
export const refreshCart = createEffect(
  (actions$ = inject(Actions)) =>
    actions$.pipe(
      ofType(CheckoutApiActions.placed, CheckoutApiActions.placeRefused),
      map(() => CartActions.loadRequested()),
    ),
  { functional: true },
);

/** The order's own page follows its payment; going back leads to the cart, not to an order that is placed. */
export const openOrder = createEffect(
  (actions$ = inject(Actions), router = inject(Router)) =>
    actions$.pipe(
      ofType(CheckoutApiActions.placed),
      tap(({ order }) => void router.navigate(['/orders', order.orderId], { replaceUrl: true })),
    ),
  { functional: true, dispatch: false },
);

export const keepPlacement = createEffect(
  (store = inject(Store), storage = inject(CheckoutStorage)) =>
    store.select(checkoutFeature.selectPlacement).pipe(
      // The first one is what the page starts with, not news.
      skip(1),
      tap((placement) => storage.keepPlacement(placement)),
    ),
  { functional: true, dispatch: false },
);
