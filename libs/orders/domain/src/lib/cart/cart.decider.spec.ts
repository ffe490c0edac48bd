import type { CartEvent } from '@mercury/orders/contracts';
import { cartAggregate, MAX_LINES } from './cart';
import { addLine, changeQuantity, checkOut, mergeCarts, removeLine } from './cart.decider';

const added = (variantId: string, quantity: number): CartEvent => ({
  type: 'orders.cart.line-added',
  data: { variantId, productId: `p-${variantId}`, quantity },
});
const line = (variantId: string, quantity: number) => ({ variantId, productId: `p-${variantId}`, quantity });
const given = (...events: CartEvent[]) => events.reduce(cartAggregate.evolve, cartAggregate.initialState());
const filled = (count: number) => given(...Array.from({ length: count }, (_, n) => added(`v${n}`, 1)));

describe('a cart', () => {
  it('takes units on the line of their variant', () => {
    const state = given(added('a', 2), added('b', 1), added('a', 3));
    expect(state.lines).toEqual([line('a', 5), line('b', 1)]);
  });

  it.each([
    ['a hundredth unit', () => addLine(given(added('a', 90)), line('a', 10)), 'orders.line_full'],
    ['a line too many', () => addLine(filled(MAX_LINES), line('new', 1)), 'orders.cart_full'],
    ['half a unit', () => addLine(given(), line('a', 0.5)), 'orders.quantity'],
    ['no unit', () => addLine(given(), line('a', 0)), 'orders.quantity'],
    ['another quantity of what it does not hold', () => changeQuantity(given(), 'a', 2), 'orders.line_not_in_cart'],
    ['to be checked out empty', () => checkOut(given(), 'o1'), 'orders.cart_empty'],
  ])('refuses %s', (_, decision, code) => {
    expect(decision).toThrow(expect.objectContaining({ code }));
  });

  it('takes more of a line when it has as many lines as it may', () => {
    expect(addLine(filled(MAX_LINES), line('v3', 1))).toHaveLength(1);
  });

  it('removes a line by a quantity of zero, and once', () => {
    const state = given(added('a', 2));
    const events = changeQuantity(state, 'a', 0);
    expect(events).toEqual([{ type: 'orders.cart.line-removed', data: { variantId: 'a' } }]);
    expect(removeLine(events.reduce(cartAggregate.evolve, state), 'a')).toEqual([]);
  });

  it('is not changed by the quantity that it has', () => {
    expect(changeQuantity(given(added('a', 2)), 'a', 2)).toEqual([]);
  });

  it('is empty after check-out and can be used again', () => {
    const state = given(added('a', 2), ...checkOut(given(added('a', 2)), 'o1'), added('b', 1));
    expect(state.lines).toEqual([line('b', 1)]);
  });
});

describe('a merge of two carts', () => {
  const guest = { id: 'guest', state: given(added('a', 60), added('b', 2)) };
  const account = { id: 'account', state: given(added('a', 60), added('c', 1)) };

  it('keeps every line and sums what is in both, up to 99', () => {
    const { from, into } = mergeCarts(guest, account);
    expect(from.reduce(cartAggregate.evolve, guest.state).lines).toEqual([]);
    expect(into.reduce(cartAggregate.evolve, account.state).lines).toEqual([line('a', 99), line('c', 1), line('b', 2)]);
    expect(into[0]).toMatchObject({ data: { fromCartId: 'guest', lines: [line('a', 39), line('b', 2)] } });
  });

  it('moves nothing the second time', () => {
    const emptied = { id: 'guest', state: mergeCarts(guest, account).from.reduce(cartAggregate.evolve, guest.state) };
    expect(mergeCarts(emptied, account)).toEqual({ from: [], into: [] });
  });

  it('does nothing to a cart and itself', () => {
    expect(mergeCarts(guest, guest)).toEqual({ from: [], into: [] });
  });

  it('loses no line to the limit of lines', () => {
    const full = { id: 'account', state: filled(MAX_LINES) };
    const { into } = mergeCarts(guest, full);
    expect(into.reduce(cartAggregate.evolve, full.state).lines).toHaveLength(MAX_LINES + 2);
  });
});
