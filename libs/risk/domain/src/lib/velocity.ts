import type { PastPayment } from './payment-to-judge';

const HOUR_MS = 3_600_000;

/** The windows of velocity features, by the name that ends a feature's name. */
export const WINDOWS = {
  '1h': HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 7 * 24 * HOUR_MS,
  '30d': 30 * 24 * HOUR_MS,
} as const;

/** The name of a window. */
export type WindowName = keyof typeof WINDOWS;

/** How far back a history must reach. */
export const LONGEST_WINDOW_MS = WINDOWS['30d'];

/** Number and sum of payments; the sum is in minor units, so it is exact and does not drift. */
export interface Totals {
  readonly count: number;
  readonly amountMinor: number;
}

/**
 * Totals of the payments in `(now − window, now]`: open on the left, closed on the right, `current` included. What was
 * judged before counts even at the very same millisecond; what claims to come later than `current` does not.
 */
export function velocity(history: readonly PastPayment[], current: PastPayment): Record<WindowName, Totals> {
  const within = (window: WindowName): Totals => totalsWithin(history, current, WINDOWS[window]);
  return { '1h': within('1h'), '24h': within('24h'), '7d': within('7d'), '30d': within('30d') };
}

function totalsWithin(history: readonly PastPayment[], current: PastPayment, windowMs: number): Totals {
  let count = 1;
  let amountMinor = current.amountMinor;
  for (const payment of history) {
    const age = current.atMs - payment.atMs;
    if (age < 0 || age >= windowMs) continue;
    count += 1;
    amountMinor += payment.amountMinor;
  }
  return { count, amountMinor };
}
