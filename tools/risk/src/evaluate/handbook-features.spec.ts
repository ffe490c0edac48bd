import { Draws } from '../traffic/draws';
import { handbookFeatures, HANDBOOK_FEATURES } from './handbook-features';
import type { Transactions } from './transactions';

const DAY = 86_400;

/** Few customers and terminals on a coarse clock: ties and exact window ends come up all the time. */
function someTransactions(count: number): Transactions {
  const draws = new Draws(5);
  const column = (make: () => number) => Int32Array.from({ length: count }, make);
  return {
    count,
    txId: Float64Array.from({ length: count }, (_, n) => n),
    seconds: Float64Array.from({ length: count }, () => draws.whole(0, 100) * (DAY / 2)).sort(),
    customer: column(() => draws.whole(0, 5)),
    terminal: column(() => draws.whole(0, 7)),
    cents: column(() => draws.whole(1, 50_000)),
    label: Uint8Array.from({ length: count }, () => (draws.chance(0.1) ? 1 : 0)),
    firstDay: '2026-04-01',
  };
}

describe('the handbook’s features', () => {
  const transactions = someTransactions(1_500);
  const { seconds, customer, terminal, cents, label, count } = transactions;
  const table = handbookFeatures(transactions);
  const cell = (row: number, name: (typeof HANDBOOK_FEATURES)[number]) =>
    table.values[row * table.width + HANDBOOK_FEATURES.indexOf(name)] as number;
  const rowsBefore = (row: number, of: Int32Array, delay: number, window: number) =>
    Array.from({ length: row + 1 }, (_, other) => other).filter((other) => {
      const age = (seconds[row] as number) - (seconds[other] as number);
      return of[other] === of[row] && age >= delay && age < delay + window;
    });
  const sum = (rows: readonly number[], of: ArrayLike<number>) =>
    rows.reduce((total, row) => total + (of[row] as number), 0);

  it.each([
    [1, 'c_n1', 'c_avg1', 't_n1', 't_risk1'],
    [7, 'c_n7', 'c_avg7', 't_n7', 't_risk7'],
    [30, 'c_n30', 'c_avg30', 't_n30', 't_risk30'],
  ] as const)('equal a recount of the %i day windows', (days, n, avg, tn, risk) => {
    for (let row = 0; row < count; row += 1) {
      const own = rowsBefore(row, customer, 0, days * DAY);
      expect(cell(row, n)).toBe(own.length);
      expect(cell(row, avg)).toBe(sum(own, cents) / 100 / own.length);
      const there = rowsBefore(row, terminal, 7 * DAY, days * DAY);
      expect(cell(row, tn)).toBe(there.length);
      expect(cell(row, risk)).toBe(there.length === 0 ? 0 : sum(there, label) / there.length);
    }
  });

  it('do not change when every label of the last seven days is turned round', () => {
    const at = 1_400;
    const turned = Uint8Array.from(label, (value, row) =>
      (seconds[at] as number) - (seconds[row] as number) < 7 * DAY ? 1 - value : value,
    );
    const other = handbookFeatures({ ...transactions, label: turned });
    const rowOf = (values: Float64Array) => [...values.subarray(at * table.width, (at + 1) * table.width)];
    expect(rowOf(other.values)).toEqual(rowOf(table.values));
  });
});
