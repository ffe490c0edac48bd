import { createFeature, createReducer, createSelector, on } from '@ngrx/store';
import type { OrderView } from '@mercury/orders/contracts';
import { OrderApiActions } from './order-api.actions';
import { OrderPageActions } from './order-page.actions';

/** The order on the page, as the server last told it, and what the page is doing with it. */
export interface OrderState {
  readonly orderId: string | null;
  readonly order: OrderView | null;
  readonly failure: { readonly message: string; readonly missing: boolean } | null;
  readonly connection: 'connecting' | 'live' | 'polling';
  readonly busy: 'no' | 'paying' | 'cancelling';
  /** Why the last request of the shopper was not carried out. */
  readonly refusal: string | null;
  /** This page started a payment: when the bank wants to see the shopper, the page goes there by itself, once. */
  readonly followsToBank: boolean;
}

const initialState: OrderState = {
  orderId: null,
  order: null,
  failure: null,
  connection: 'connecting',
  busy: 'no',
  refusal: null,
  followsToBank: false,
};

const reducer = createReducer(
  initialState,
  on(OrderPageActions.opened, (state, { orderId }): OrderState =>
    // Checkout may have started the payment of this very order a moment ago.
    state.orderId === orderId ? { ...state, failure: null, connection: 'connecting' } : { ...initialState, orderId },
  ),
  on(OrderPageActions.left, (): OrderState => initialState),
  on(OrderPageActions.retryRequested, (state): OrderState => ({ ...state, failure: null, connection: 'connecting' })),
  on(OrderPageActions.payRequested, (state, { orderId }): OrderState => ({
    ...(state.orderId === orderId ? state : { ...initialState, orderId }),
    busy: 'paying',
    refusal: null,
    followsToBank: true,
  })),
  on(OrderPageActions.cancelRequested, (state): OrderState => ({ ...state, busy: 'cancelling', refusal: null })),
  on(OrderPageActions.bankOpened, (state): OrderState => ({ ...state, followsToBank: false })),
  on(OrderApiActions.received, (state, { order }): OrderState => ({
    ...state,
    order: newer(state, order),
    failure: null,
  })),
  on(OrderApiActions.paymentStarted, OrderApiActions.cancelled, (state, { order }): OrderState => ({
    ...state,
    order: newer(state, order),
    busy: 'no',
  })),
  on(OrderApiActions.paymentRefused, (state, { orderId, message }): OrderState =>
    state.orderId === orderId ? { ...state, busy: 'no', refusal: message, followsToBank: false } : state,
  ),
  on(OrderApiActions.cancelRefused, (state, { message }): OrderState => ({ ...state, busy: 'no', refusal: message })),
  on(OrderApiActions.loadFailed, (state, { message, missing }): OrderState => ({
    ...state,
    failure: { message, missing },
  })),
  on(OrderApiActions.connectionChanged, (state, { connection }): OrderState => ({ ...state, connection })),
  on(OrderApiActions.messageDismissed, (state): OrderState => ({ ...state, refusal: null })),
);

/** The order page's slice of the store. */
export const orderFeature = createFeature({
  name: 'order',
  reducer,
  extraSelectors: ({ selectOrder, selectFollowsToBank }) => ({
    /** Where the bank wants to see the shopper, while the page should go there by itself. */
    selectBankUrl: createSelector(selectOrder, selectFollowsToBank, (order, follows) =>
      follows && order?.status === 'action_required' ? order.nextActionUrl : undefined,
    ),
  }),
});

/** The stream, a poll and the answer to a command may overtake each other: the higher version stands. */
function newer({ orderId, order: known }: OrderState, told: OrderView): OrderView | null {
  if (told.orderId !== orderId) return known;
  return known && known.version > told.version ? known : told;
}
