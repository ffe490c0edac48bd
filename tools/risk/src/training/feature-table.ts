import { enter, featuresOf, type Feature, type Features, type Table } from '@mercury/risk/domain';
import { DAY_MS, type ShopPayment } from '../traffic/shop-payment';
import { HistoryBook } from './history-book';

/** A payment as the model sees it, and whether it was fraud. */
export interface Example {
  readonly day: number;
  readonly features: Features;
  readonly fraud: boolean;
}

/** Features of every payment at its time, from what had happened by then. */
export function examplesOf(payments: readonly ShopPayment[]): Example[] {
  const book = new HistoryBook();
  return payments.map((payment) => {
    const features = featuresOf(payment, book.historyOf(payment));
    book.note(payment);
    return { day: Math.floor(payment.atMs / DAY_MS), features, fraud: payment.fraud };
  });
}

/** Examples as a table of numbers, with logarithms taken where the model takes them. */
export function tableOf(examples: readonly Example[], names: readonly Feature[], logs: ReadonlySet<string>): Table {
  const values = new Float64Array(examples.length * names.length);
  examples.forEach(({ features }, row) =>
    names.forEach((name, column) => (values[row * names.length + column] = enter(features[name], logs.has(name)))),
  );
  return { values, width: names.length, rows: examples.length };
}

/** 1 for fraud, 0 for genuine. */
export const labelsOf = (examples: readonly Example[]): Uint8Array =>
  Uint8Array.from(examples, ({ fraud }) => (fraud ? 1 : 0));
