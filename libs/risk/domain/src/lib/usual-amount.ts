import type { UsualAmount } from './payment-to-judge';

const KNOWN_FROM = 3;
const ALWAYS_ACCEPTED = 5;
const OUTLIER_RATIO = 3;

/** A customer of whom nothing is known yet. */
export const noUsualAmount: UsualAmount = { count: 0, sumMinor: 0 };

/** How many times the customer's usual amount this one is; 1 while too few payments are known to say. */
export function ratioToUsual(usual: UsualAmount, amountMinor: number): number {
  if (usual.count < KNOWN_FROM || usual.sumMinor <= 0) return 1;
  return (amountMinor * usual.count) / usual.sumMinor;
}

/**
 * Takes an amount into what is usual, unless it stands out: then a burst of inflated amounts does not become the new
 * normal. The first few are taken as they are, or a customer who began small could never grow.
 */
export function acceptAmount(usual: UsualAmount, amountMinor: number): UsualAmount {
  const accepted = usual.count < ALWAYS_ACCEPTED || ratioToUsual(usual, amountMinor) <= OUTLIER_RATIO;
  return accepted ? { count: usual.count + 1, sumMinor: usual.sumMinor + amountMinor } : usual;
}
