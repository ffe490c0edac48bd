import fc from 'fast-check';
import type { StockEvent } from '@mercury/catalog/contracts';
import { available, stockAggregate } from './stock';
import { commitHold, holdStock, receiveStock, releaseHold, returnStock } from './stock.decider';

const expiresAt = '2026-11-24T12:15:00.000Z';
const received = (quantity: number): StockEvent => ({
  type: 'catalog.stock.received',
  data: { variantId: 'v', quantity, reason: 'delivery' },
});
const held = (holdId: string, quantity: number): StockEvent => ({
  type: 'catalog.stock.held',
  data: { variantId: 'v', holdId, quantity, expiresAt },
});
const given = (...events: StockEvent[]) => events.reduce(stockAggregate.evolve, stockAggregate.initialState());
const hold = (holdId: string, quantity: number) => ({ variantId: 'v', holdId, quantity, expiresAt });

describe('stock of a variant', () => {
  it('holds what is free', () => {
    expect(holdStock(given(received(3)), hold('h', 3))).toEqual([held('h', 3)]);
  });

  it('refuses to hold more than is free', () => {
    expect(() => holdStock(given(received(3), held('a', 2)), hold('b', 2))).toThrow(
      expect.objectContaining({ code: 'catalog.sold_out' }),
    );
  });

  it('holds once however often the hold is asked for', () => {
    expect(holdStock(given(received(3), held('h', 3)), hold('h', 3))).toEqual([]);
  });

  it('frees what a released hold had taken', () => {
    const state = given(received(3), held('h', 3));
    const after = releaseHold(state, 'v', 'h', 'expired').reduce(stockAggregate.evolve, state);
    expect(available(after)).toBe(3);
    expect(releaseHold(after, 'v', 'h', 'expired')).toEqual([]);
    expect(() => commitHold(after, 'v', 'h')).toThrow(expect.objectContaining({ code: 'catalog.hold_gone' }));
  });

  it('does not release what was sold', () => {
    const state = given(received(1), held('h', 1));
    const sold = commitHold(state, 'v', 'h').reduce(stockAggregate.evolve, state);
    expect(commitHold(sold, 'v', 'h')).toEqual([]);
    expect(() => releaseHold(sold, 'v', 'h', 'late')).toThrow(expect.objectContaining({ code: 'catalog.hold_sold' }));
  });

  it('takes back no more than was sold', () => {
    expect(() => returnStock(given(received(5)), 'v', 'order-1', 1)).toThrow(
      expect.objectContaining({ code: 'catalog.returned_too_many' }),
    );
  });

  it('conserves units whatever is asked of it', () => {
    const step = fc.record({
      kind: fc.constantFrom('receive', 'hold', 'release', 'commit', 'return'),
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      quantity: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let state = given(received(5));
        for (const { kind, id, quantity } of steps) {
          try {
            const events = {
              receive: () => receiveStock(state, 'v', quantity, 'delivery'),
              hold: () => holdStock(state, hold(id, quantity)),
              release: () => releaseHold(state, 'v', id, 'changed mind'),
              commit: () => commitHold(state, 'v', id),
              return: () => returnStock(state, 'v', id, quantity),
            }[kind]?.();
            state = (events ?? []).reduce(stockAggregate.evolve, state);
          } catch {
            // A refusal changes nothing.
          }
          expect(state.received + state.returned).toBe(state.onHand + state.sold);
          expect(state.held).toBeGreaterThanOrEqual(0);
          expect(available(state)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
