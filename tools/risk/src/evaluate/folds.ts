import type { Transactions } from './transactions';

const DAY = 86_400;
const WEEK = 7;

/** Row numbers of one fold: a week to train on, a week in which labels become known, a week to be judged on. */
export interface Fold {
  readonly fold: number;
  readonly train: number[];
  readonly test: number[];
}

/** Which day a row belongs to, counted from the first. */
export const dayOf = ({ seconds }: Transactions, row: number): number => Math.floor((seconds[row] as number) / DAY);

/**
 * Fold k trains on the seven days from `firstStart + 7(k − 1)` and tests on the third week. Customers of whom a fraud is
 * known by a test day are left out of it: those of the training week, and those of days that are at least eight days back.
 */
export function foldOf(transactions: Transactions, fold: number, firstStart: number): Fold {
  const start = firstStart + WEEK * (fold - 1);
  const train: number[] = [];
  const test: number[] = [];
  const fraudsOfDay = new Map<number, Set<number>>();
  for (let row = 0; row < transactions.count; row += 1) {
    const day = dayOf(transactions, row);
    if (day < start || day >= start + 3 * WEEK) continue;
    if (day < start + WEEK) train.push(row);
    if (day >= start + 2 * WEEK) test.push(row);
    if (transactions.label[row] === 1)
      fraudsOfDay.set(day, (fraudsOfDay.get(day) ?? new Set()).add(transactions.customer[row] as number));
  }
  const knownOn = new Map<number, Set<number>>();
  const known = new Set<number>();
  const learn = (day: number) => fraudsOfDay.get(day)?.forEach((customer) => known.add(customer));
  for (let day = start; day < start + WEEK; day += 1) learn(day);
  for (let j = 0; j < WEEK; j += 1) {
    learn(start + WEEK - 1 + j);
    knownOn.set(start + 2 * WEEK + j, new Set(known));
  }
  const unknown = (row: number) => {
    const customers = knownOn.get(dayOf(transactions, row));
    return !customers?.has(transactions.customer[row] as number);
  };
  return { fold, train, test: test.filter(unknown) };
}
