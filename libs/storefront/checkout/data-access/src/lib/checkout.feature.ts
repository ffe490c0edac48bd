import { createFeature, createReducer, on } from '@ngrx/store';
import type { PlaceOrderDto, ShippingMethod } from '@mercury/orders/contracts';
import type { PaymentClientConfig } from '@mercury/payment/contracts';
import { CheckoutApiActions } from './checkout-api.actions';
import { CheckoutPageActions } from './checkout-page.actions';
import type { CheckoutProblem } from './checkout-problem';
import type { Placement } from './placement';

export interface CheckoutState {
  readonly methods: readonly ShippingMethod[] | null;
  readonly payment: PaymentClientConfig | null;
  readonly loadFailure: string | null;
  readonly placing: boolean;
  readonly placement: Placement | null;
  readonly placedOrderId: string | null;
  readonly problem: CheckoutProblem | null;
}

const initialState: CheckoutState = {
  methods: null,
  payment: null,
  loadFailure: null,
  placing: false,
  placement: null,
  placedOrderId: null,
  problem: null,
};

const reducer = createReducer(
  initialState,
  on(CheckoutPageActions.opened, (state, { placement }): CheckoutState => ({
    ...state,
    loadFailure: null,
    problem: null,
    placement: state.placement ?? placement,
  })),
  on(CheckoutPageActions.retryRequested, (state): CheckoutState => ({ ...state, loadFailure: null })),
  on(CheckoutPageActions.orderSubmitted, (state, { order, key }): CheckoutState => ({
    ...state,
    placing: true,
    problem: null,
    placement: sameOrder(state.placement?.order, order) ? state.placement : { key, order },
  })),
  on(CheckoutPageActions.problemDismissed, (state): CheckoutState => ({ ...state, problem: null })),
  on(CheckoutApiActions.loaded, (state, { methods, payment }): CheckoutState => ({ ...state, methods, payment })),
  on(CheckoutApiActions.loadFailed, (state, { message }): CheckoutState => ({ ...state, loadFailure: message })),
  on(CheckoutApiActions.placed, (state, { order }): CheckoutState => ({
    ...state,
    placing: false,
    placement: null,
    placedOrderId: order.orderId,
  })),
  on(CheckoutApiActions.placeRefused, (state, { problem }): CheckoutState => ({
    ...state,
    placing: false,
    problem,
    // A refusal is final under its key; only an order whose answer was lost is sent again under the same one.
    placement: problem.kind === 'unknown' ? state.placement : null,
  })),
);

/** The checkout's slice of the store. */
export const checkoutFeature = createFeature({ name: 'checkout', reducer });

function sameOrder(known: PlaceOrderDto | undefined, order: PlaceOrderDto): boolean {
  return known !== undefined && JSON.stringify(known) === JSON.stringify(order);
}
