import type { Action } from '@ngrx/store';
import { SessionActions } from '@mercury/storefront/shell/data-access';
import { CartApiActions } from './cart-api.actions';
import { CartActions } from './cart.actions';
import { cartFeature } from './cart.feature';
import { initialCart, type CartState } from './cart.state';
import { aCart, aLine, jacket } from './testing/carts';

const run = (state: CartState, ...actions: Action[]) => actions.reduce(cartFeature.reducer, state);
const lines = (state: CartState) => cartFeature.selectCartLines({ cart: state });
const count = (state: CartState) => cartFeature.selectCartCount({ cart: state });
const twoJackets = run(initialCart, CartApiActions.loaded({ cart: aCart([aLine(2)], 3) }));
const add = CartActions.addRequested({ variantId: 'v-jacket', quantity: 1, product: jacket });

describe('cart', () => {
  it('shows an added product before the server has answered', () => {
    const state = run(initialCart, add);
    expect(lines(state)).toMatchObject([{ variantId: 'v-jacket', quantity: 1, lineTotalMinor: 12_900, pending: true }]);
    expect(state.drawerOpen).toBe(true);
    expect(state.announcement.text).toBe('Sand jacket was added to the cart.');
  });

  it('is what the server says once it has answered', () => {
    const state = run(initialCart, add, CartApiActions.accepted({ key: add.key, cart: aCart([aLine(1)], 1) }));
    expect(lines(state)).toMatchObject([{ quantity: 1, pending: false }]);
    expect(state.intents).toEqual([]);
  });

  it('takes a refused addition back and says why', () => {
    const state = run(twoJackets, add, CartApiActions.refused({ key: add.key, message: 'Sold out.' }));
    expect(lines(state)).toMatchObject([{ quantity: 2, pending: false }]);
    expect(state.failures).toEqual([{ variantId: 'v-jacket', title: 'Sand jacket', message: 'Sold out.' }]);
    expect(state.announcement.text).toBe('Sand jacket: Sold out.');
  });

  it('puts a line back whose removal was refused, with nothing left to undo', () => {
    const remove = CartActions.removeRequested({ variantId: 'v-jacket' });
    const removing = run(twoJackets, remove);
    expect(lines(removing)).toEqual([]);
    expect(removing.removed).toMatchObject({ quantity: 2 });
    const refused = run(removing, CartApiActions.refused({ key: remove.key, message: 'No connection.' }));
    expect(count(refused)).toBe(2);
    expect(refused.removed).toBeNull();
  });

  it('keeps later wishes when an earlier one is refused', () => {
    const change = CartActions.quantityChanged({ variantId: 'v-scarf', quantity: 4 });
    const both = run(initialCart, CartApiActions.loaded({ cart: aCart([aLine(1), aLine(1, 'v-scarf')]) }), add, change);
    const state = run(both, CartApiActions.refused({ key: add.key, message: 'Sold out.' }));
    expect(lines(state).map(({ quantity }) => quantity)).toEqual([1, 4]);
  });

  it('makes one wish of many clicks, but not of what has been sent', () => {
    const three = CartActions.quantityChanged({ variantId: 'v-jacket', quantity: 3 });
    const four = CartActions.quantityChanged({ variantId: 'v-jacket', quantity: 4 });
    const five = CartActions.quantityChanged({ variantId: 'v-jacket', quantity: 5 });
    const clicked = run(twoJackets, three, four);
    expect(clicked.intents.map(({ key }) => key)).toEqual([four.key]);
    const sent = run(clicked, CartApiActions.sent({ intent: clicked.intents[0] as never }), five);
    expect(sent.intents.map(({ key }) => key)).toEqual([four.key, five.key]);
  });

  it('warns of a line that asks for more than there is', () => {
    const state = run(twoJackets, CartActions.quantityChanged({ variantId: 'v-jacket', quantity: 11 }));
    expect(lines(state)).toMatchObject([{ problem: 'short' }]);
    expect(cartFeature.selectCanCheckOut({ cart: state })).toBe(false);
  });

  it('does not go back to an older answer that arrives late', () => {
    const state = run(twoJackets, CartApiActions.loaded({ cart: aCart([aLine(1)], 2) }));
    expect(count(state)).toBe(2);
  });

  it('brings the cart along at sign in and says so', () => {
    const account = { accountId: 'a', email: 'ada@example.test', displayName: 'Ada', role: 'shopper' as const };
    const state = run(
      twoJackets,
      SessionActions.changed({ session: { account, csrfToken: 't' } }),
      CartApiActions.loaded({ cart: aCart([aLine(2), aLine(1, 'v-scarf')], 1, 'a') }),
    );
    expect(state.notice).toBe('Your cart came with you and joined what your account had: 3 items.');
    expect(state.announcement.text).toBe(state.notice);
  });

  it('leaves nothing behind at sign out', () => {
    const state = run(twoJackets, SessionActions.changed({ session: { account: null, csrfToken: 't' } }));
    expect(lines(state)).toEqual([]);
  });
});
