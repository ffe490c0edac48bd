import { inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { CheckoutApiActions, CheckoutClient } from '@mercury/storefront/checkout/data-access';
import { ApiProblem } from '@mercury/storefront/shell/data-access';
import { catchError, concatMap, exhaustMap, map, of, switchMap, takeUntil, takeWhile } from 'rxjs';
import { OrderApiActions } from './order-api.actions';
import { OrderPageActions } from './order-page.actions';
import { OrderStream, type OrderNews } from './order-stream';
import { OrdersClient } from './orders-client';

/** Watches the order of the page that is open, until the page is left or the order turns out not to be there. */
export const watchOrder = createEffect(
  (actions$ = inject(Actions), stream = inject(OrderStream)) =>
    actions$.pipe(
      ofType(OrderPageActions.opened, OrderPageActions.retryRequested),
      switchMap(({ orderId }) =>
        stream.watch(orderId).pipe(
          map(actionOf),
          takeWhile((action) => !('missing' in action && action.missing), true),
          takeUntil(actions$.pipe(ofType(OrderPageActions.left))),
        ),
      ),
    ),
  { functional: true },
);

export const payOrder = createEffect(
  (actions$ = inject(Actions), client = inject(CheckoutClient)) =>
    actions$.pipe(
      ofType(OrderPageActions.payRequested),
      exhaustMap(({ orderId, paymentMethodId }) =>
        client.pay(orderId, paymentMethodId).pipe(
          map((order) => OrderApiActions.paymentStarted({ order })),
          catchError((error: unknown) =>
            of(OrderApiActions.paymentRefused({ orderId, message: ApiProblem.from(error).message })),
          ),
        ),
      ),
    ),
  { functional: true },
);

/** The card was given at the checkout: the order that was placed is paid with it at once. */
export const payPlacedOrder = createEffect(
  (actions$ = inject(Actions)) =>
    actions$.pipe(
      ofType(CheckoutApiActions.placed),
      map(({ order, paymentMethodId }) => OrderPageActions.payRequested({ orderId: order.orderId, paymentMethodId })),
    ),
  { functional: true },
);

export const cancelOrder = createEffect(
  (actions$ = inject(Actions), client = inject(OrdersClient)) =>
    actions$.pipe(
      ofType(OrderPageActions.cancelRequested),
      concatMap(({ orderId, key }) =>
        client.cancel(orderId, key).pipe(
          map((order) => OrderApiActions.cancelled({ order })),
          catchError((error: unknown) =>
            of(OrderApiActions.cancelRefused({ message: ApiProblem.from(error).message })),
          ),
        ),
      ),
    ),
  { functional: true },
);

function actionOf(news: OrderNews) {
  switch (news.kind) {
    case 'order':
      return OrderApiActions.received({ order: news.order });
    case 'connection':
      return OrderApiActions.connectionChanged({ connection: news.connection });
    case 'failure': {
      const problem = ApiProblem.from(news.error);
      return OrderApiActions.loadFailed({ message: problem.message, missing: [403, 404].includes(problem.status) });
    }
  }
}
