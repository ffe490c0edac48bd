import fc from 'fast-check';
import { velocity, WINDOWS, type WindowName } from './velocity';

const HOUR = 3_600_000;
const payment = fc.record({
  // A coarse grid, so that ties and exact window ends come up all the time.
  atMs: fc.integer({ min: 0, max: 40 * 24 * 2 }).map((halfHours) => (halfHours * HOUR) / 2),
  amountMinor: fc.integer({ min: 1, max: 5_000_000 }),
});

describe('velocity', () => {
  it('equals a recount of every window over a history in any order', () => {
    fc.assert(
      fc.property(fc.array(payment, { maxLength: 60 }), payment, (history, current) => {
        const totals = velocity(history, current);
        for (const window of Object.keys(WINDOWS) as WindowName[]) {
          const from = current.atMs - WINDOWS[window];
          const rows = [...history.filter(({ atMs }) => atMs > from && atMs <= current.atMs), current];
          expect(totals[window]).toEqual({
            count: rows.length,
            amountMinor: rows.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
          });
        }
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  const now = { atMs: 100 * 24 * HOUR, amountMinor: 10 };
  const earlier = (ageMs: number) => velocity([{ atMs: now.atMs - ageMs, amountMinor: 5 }], now)['1h'];

  it.each([
    ['counts a payment of the same millisecond', 0, 2],
    ['counts a payment just inside the window', HOUR - 1, 2],
    ['leaves out a payment exactly one window ago', HOUR, 1],
    ['leaves out a payment that claims to come later', -1, 1],
  ])('%s', (_, ageMs, count) => expect(earlier(ageMs).count).toBe(count));

  it('counts the payment itself', () => {
    expect(velocity([], now)['30d']).toEqual({ count: 1, amountMinor: 10 });
  });
});
