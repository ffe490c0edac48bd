import type { PaymentHistory, PaymentToJudge } from './payment-to-judge';
import { ratioToUsual } from './usual-amount';
import { LONGEST_WINDOW_MS, velocity, type Totals, type WindowName } from './velocity';

/** Night ends at six, in UTC: the shop does not know the shopper's clock. */
const NIGHT_ENDS_AT = 6;

type Of<Who extends string> = `${Who}_${'count' | 'amount'}_${WindowName}`;

/** The features of the shop's model, by name. Counts are numbers of payments, amounts are minor units. */
export type Feature =
  | Of<'customer'>
  | Of<'card'>
  | 'amount'
  | 'amount_ratio'
  | 'first_payment'
  | 'card_other_customers'
  | 'country_mismatch'
  | 'night'
  | 'order_declines';

/** The value of each feature for one payment. */
export type Features = Readonly<Record<Feature, number>>;

/**
 * All features of a payment at its own time, from what was known then. The same function serves the live service, the
 * training and any later rescoring, so they cannot differ.
 */
export function featuresOf(payment: PaymentToJudge, history: PaymentHistory): Features {
  return {
    ...named('customer', velocity(history.customer, payment)),
    ...named('card', velocity(history.card, payment)),
    amount: payment.amountMinor,
    amount_ratio: ratioToUsual(history.usual, payment.amountMinor),
    first_payment: history.customerPayments === 0 ? 1 : 0,
    card_other_customers: otherCustomers(payment, history),
    country_mismatch: payment.cardCountry && payment.cardCountry !== payment.shippingCountry ? 1 : 0,
    night: new Date(payment.atMs).getUTCHours() < NIGHT_ENDS_AT ? 1 : 0,
    order_declines: history.orderDeclines,
  };
}

function named<Who extends 'customer' | 'card'>(who: Who, totals: Record<WindowName, Totals>): Record<Of<Who>, number> {
  const entries = Object.entries(totals).flatMap(([window, { count, amountMinor }]) => [
    [`${who}_count_${window}`, count],
    [`${who}_amount_${window}`, amountMinor],
  ]);
  return Object.fromEntries(entries) as Record<Of<Who>, number>;
}

function otherCustomers({ customerKey, atMs }: PaymentToJudge, { card }: PaymentHistory): number {
  const others = new Set<string>();
  for (const payment of card) {
    const age = atMs - payment.atMs;
    if (payment.customerKey !== customerKey && age >= 0 && age < LONGEST_WINDOW_MS) others.add(payment.customerKey);
  }
  return others.size;
}
