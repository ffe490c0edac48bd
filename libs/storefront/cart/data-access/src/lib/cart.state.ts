import type { CartView } from '@mercury/orders/contracts';
import type { CartFailure, CartIntent, RemovedLine } from './cart.models';

/** The cart as the server last told it, and what the shopper wants of it since. */
export interface CartState {
  readonly status: 'idle' | 'loading' | 'ready' | 'failed';
  readonly loadFailure: string | null;
  readonly confirmed: CartView | null;
  readonly intents: readonly CartIntent[];
  /** Key of the intent that is at the server now: one at a time, so that their order is kept. */
  readonly sending: string | null;
  readonly failures: readonly CartFailure[];
  readonly removed: RemovedLine | null;
  /** Units that came along when the shopper signed in, until the account's cart is there. */
  readonly carried: number;
  /** What happened to the cart without the shopper's asking, for people. */
  readonly notice: string | null;
  readonly drawerOpen: boolean;
  /** For screen readers; `id` tells two equal sentences apart. */
  readonly announcement: { readonly id: number; readonly text: string };
}

export const initialCart: CartState = {
  status: 'idle',
  loadFailure: null,
  confirmed: null,
  intents: [],
  sending: null,
  failures: [],
  removed: null,
  carried: 0,
  notice: null,
  drawerOpen: false,
  announcement: { id: 0, text: '' },
};

export function announce(state: CartState, text: string): CartState {
  return { ...state, announcement: { id: state.announcement.id + 1, text } };
}

/** Answers may overtake each other: within one cart the higher version stands. */
export function newerCart(known: CartView | null, told: CartView): CartView {
  return known && known.cartId === told.cartId && known.version > told.version ? known : told;
}
