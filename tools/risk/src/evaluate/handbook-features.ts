import type { Table } from '@mercury/risk/domain';
import type { Transactions } from './transactions';

const DAY = 86_400;
const WINDOWS = [DAY, 7 * DAY, 30 * DAY];
/** A label is known seven days after its transaction. */
const LABEL_DELAY = 7 * DAY;

/** Names of the columns that `handbookFeatures` makes, in order. */
export const HANDBOOK_FEATURES = [
  'amount',
  'weekend',
  'night',
  ...['c_n1', 'c_avg1', 'c_n7', 'c_avg7', 'c_n30', 'c_avg30'],
  ...['t_n1', 't_risk1', 't_n7', 't_risk7', 't_n30', 't_risk30'],
] as const;

/**
 * The fifteen features of the Fraud Detection Handbook, from their description: the customer's transactions and mean
 * amounts in (t − w, t], the terminal's transactions and share of frauds in (t − 7 d − w, t − 7 d], w = 1, 7, 30 days.
 * Rows of the same second count in the order of the file.
 */
export function handbookFeatures(transactions: Transactions): Table {
  const { count, seconds, cents, customer, terminal, label, firstDay } = transactions;
  const width = HANDBOOK_FEATURES.length;
  const values = new Float64Array(count * width);
  const firstWeekday = new Date(`${firstDay}T00:00:00Z`).getUTCDay();
  for (let row = 0; row < count; row += 1) {
    const at = seconds[row] as number;
    const weekday = (firstWeekday + Math.floor(at / DAY)) % 7;
    values[row * width] = (cents[row] as number) / 100;
    values[row * width + 1] = weekday === 0 || weekday === 6 ? 1 : 0;
    values[row * width + 2] = Math.floor((at % DAY) / 3600) <= 6 ? 1 : 0;
  }
  const frauds = Int32Array.from(label, (value) => (value === 1 ? 1 : 0));
  WINDOWS.forEach((window, n) => {
    eachWindow(transactions, customer, 0, window, cents, (row, rows, sum) => {
      values[row * width + 3 + 2 * n] = rows;
      values[row * width + 4 + 2 * n] = sum / 100 / rows;
    });
    eachWindow(transactions, terminal, LABEL_DELAY, window, frauds, (row, rows, sum) => {
      values[row * width + 9 + 2 * n] = rows;
      values[row * width + 10 + 2 * n] = rows === 0 ? 0 : sum / rows;
    });
  });
  return { values, width, rows: count };
}

/** Calls with the number and the sum over the entity's rows in (t − delay − window, t − delay], for each row. */
function eachWindow(
  { count, seconds }: Transactions,
  entity: Int32Array,
  delay: number,
  window: number,
  amounts: Int32Array,
  found: (row: number, rows: number, sum: number) => void,
): void {
  const states = new Map<number, { rows: number[]; from: number; to: number; sum: number }>();
  for (let row = 0; row < count; row += 1) {
    const id = entity[row] as number;
    let state = states.get(id);
    if (!state) states.set(id, (state = { rows: [], from: 0, to: 0, sum: 0 }));
    state.rows.push(row);
    const end = (seconds[row] as number) - delay;
    for (; state.to < state.rows.length; state.to += 1) {
      const entering = state.rows[state.to] as number;
      if ((seconds[entering] as number) > end) break;
      state.sum += amounts[entering] as number;
    }
    for (; state.from < state.to; state.from += 1) {
      const leaving = state.rows[state.from] as number;
      if ((seconds[leaving] as number) > end - window) break;
      state.sum -= amounts[leaving] as number;
    }
    found(row, state.to - state.from, state.sum);
  }
}
