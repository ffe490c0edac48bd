import { foldOf } from './folds';
import type { Transactions } from './transactions';

/** One row a day for each of three customers; `frauds` names rows by customer and day. */
function days(count: number, frauds: readonly (readonly [number, number])[]): Transactions {
  const rows = Array.from({ length: count * 3 }, (_, n) => ({ day: Math.floor(n / 3), customer: n % 3 }));
  return {
    count: rows.length,
    txId: Float64Array.from(rows.keys()),
    seconds: Float64Array.from(rows, ({ day }) => day * 86_400),
    customer: Int32Array.from(rows, ({ customer }) => customer),
    terminal: new Int32Array(rows.length),
    cents: new Int32Array(rows.length).fill(100),
    label: Uint8Array.from(rows, (row) =>
      frauds.some(([who, day]) => who === row.customer && day === row.day) ? 1 : 0,
    ),
    firstDay: '2026-01-01',
  };
}

describe('a fold', () => {
  it('trains on the first week and tests on the third', () => {
    const { train, test } = foldOf(days(40, []), 2, 3);
    expect([train[0], train.at(-1)]).toEqual([10 * 3, 17 * 3 - 1]);
    expect([test[0], test.at(-1), test.length]).toEqual([24 * 3, 31 * 3 - 1, 21]);
  });

  it('leaves out customers whose fraud is known, from the day on which it is', () => {
    // Customer 0 in the training week; customer 1 on day 8, known on day 16: the third test day.
    const { test } = foldOf(
      days(40, [
        [0, 2],
        [1, 8],
      ]),
      1,
      0,
    );
    const shown = (customer: number) => test.filter((row) => row % 3 === customer).map((row) => Math.floor(row / 3));
    expect(shown(0)).toEqual([]);
    expect(shown(1)).toEqual([14, 15]);
    expect(shown(2)).toHaveLength(7);
  });
});
