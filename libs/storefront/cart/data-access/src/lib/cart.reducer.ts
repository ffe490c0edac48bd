import { SessionActions } from '@mercury/storefront/shell/data-access';
import { createReducer, on } from '@ngrx/store';
import type { CartView } from '@mercury/orders/contracts';
import { CartApiActions } from './cart-api.actions';
import { CartActions } from './cart.actions';
import type { CartIntent } from './cart.models';
import { announce, initialCart, newerCart, type CartState } from './cart.state';
import { optimisticLines } from './optimistic-lines';

/** The cart's reducer. An intent is shown at once; refused, it is left out again and its line says why. */
export const cartReducer = createReducer(
  initialCart,
  on(CartActions.loadRequested, (state): CartState => ({
    ...state,
    status: state.confirmed ? 'ready' : 'loading',
    loadFailure: null,
  })),
  on(CartActions.addRequested, (state, { variantId, quantity, product, key }): CartState => {
    const wished = wish(state, { kind: 'add', key, variantId, quantity, product });
    return { ...announce(wished, `${product.title} was added to the cart.`), drawerOpen: true };
  }),
  on(CartActions.quantityChanged, (state, { variantId, quantity, key }): CartState =>
    quantity === 0 ? takeOut(state, variantId, key) : wish(state, { kind: 'change', key, variantId, quantity }),
  ),
  on(CartActions.removeRequested, (state, { variantId, key }): CartState => takeOut(state, variantId, key)),
  on(CartActions.removalUndone, (state, { variantId, quantity, product, key }): CartState => ({
    ...announce(
      wish(state, { kind: 'add', key, variantId, quantity, product }),
      `${product.title} is back in the cart.`,
    ),
    removed: null,
  })),
  on(CartActions.undoExpired, (state): CartState => ({ ...state, removed: null })),
  on(CartActions.failureDismissed, (state, { variantId }): CartState => ({
    ...state,
    failures: state.failures.filter((failure) => failure.variantId !== variantId),
  })),
  on(CartActions.drawerOpened, (state): CartState => ({ ...state, drawerOpen: true })),
  on(CartActions.drawerClosed, (state): CartState => ({ ...state, drawerOpen: false })),
  on(CartActions.noticeDismissed, (state): CartState => ({ ...state, notice: null })),
  on(SessionActions.changed, (state, { session }): CartState => ({
    ...state,
    status: 'loading',
    // Signing in takes the guest's lines along; signing out leaves the account's behind.
    carried: session.account ? (state.confirmed?.itemCount ?? 0) : 0,
    confirmed: session.account ? state.confirmed : null,
    intents: [],
    sending: null,
    failures: [],
    removed: null,
    notice: null,
  })),
  on(CartApiActions.loaded, (state, { cart }): CartState => welcome(state, cart)),
  on(CartApiActions.loadFailed, (state, { message }): CartState => ({
    ...state,
    status: state.confirmed ? 'ready' : 'failed',
    loadFailure: message,
  })),
  on(CartApiActions.sent, (state, { intent }): CartState => ({ ...state, sending: intent.key })),
  on(CartApiActions.accepted, (state, { key, cart }): CartState => ({
    ...settle(state, key),
    status: 'ready',
    confirmed: newerCart(state.confirmed, cart),
  })),
  on(CartApiActions.refused, (state, { key, message }): CartState => undo(state, key, message)),
);

/** A newer wish for a quantity replaces one that has not been sent, so that ten clicks make one request. */
function wish(state: CartState, intent: CartIntent): CartState {
  const last = state.intents.at(-1);
  const replaces =
    intent.kind !== 'add' &&
    last !== undefined &&
    last.kind !== 'add' &&
    last.variantId === intent.variantId &&
    last.key !== state.sending;
  return {
    ...state,
    intents: [...(replaces ? state.intents.slice(0, -1) : state.intents), intent],
    failures: state.failures.filter(({ variantId }) => variantId !== intent.variantId),
  };
}

function takeOut(state: CartState, variantId: string, key: string): CartState {
  const line = linesOf(state).find((each) => each.variantId === variantId);
  if (!line) return state;
  const removed = { variantId, quantity: line.quantity, product: line.product };
  return {
    ...announce(wish(state, { kind: 'remove', key, variantId }), `${line.product.title} was removed from the cart.`),
    removed,
  };
}

function settle(state: CartState, key: string): CartState {
  return {
    ...state,
    intents: state.intents.filter((intent) => intent.key !== key),
    sending: state.sending === key ? null : state.sending,
  };
}

function undo(state: CartState, key: string, message: string): CartState {
  const intent = state.intents.find((each) => each.key === key);
  if (!intent) return settle(state, key);
  const title =
    intent.kind === 'add'
      ? intent.product.title
      : (linesOf({ ...state, intents: [] }).find(({ variantId }) => variantId === intent.variantId)?.product.title ??
        'This product');
  const failure = { variantId: intent.variantId, title, message };
  return {
    ...announce(settle(state, key), `${title}: ${message}`),
    failures: [...state.failures.filter(({ variantId }) => variantId !== intent.variantId), failure],
    // What could not be taken out needs no way back in.
    removed: state.removed?.variantId === intent.variantId ? null : state.removed,
  };
}

/** The cart that the server told of; after signing in it says what came along. */
function welcome(state: CartState, cart: CartView): CartState {
  const confirmed = newerCart(state.confirmed, cart);
  const next: CartState = { ...state, status: 'ready', loadFailure: null, confirmed, carried: 0 };
  if (state.carried === 0 || cart.itemCount === 0) return next;
  const notice =
    cart.itemCount > state.carried
      ? `Your cart came with you and joined what your account had: ${cart.itemCount} items.`
      : `Your cart came with you: ${items(cart.itemCount)}.`;
  return { ...announce(next, notice), notice };
}

const items = (count: number) => (count === 1 ? '1 item' : `${count} items`);

function linesOf(state: CartState) {
  return optimisticLines(state.confirmed?.lines ?? [], state.intents);
}
