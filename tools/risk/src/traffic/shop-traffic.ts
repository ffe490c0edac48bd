import { Draws } from './draws';
import { frauds } from './frauds';
import { paymentsOf, shoppers } from './shoppers';
import { DAY_MS, type ShopPayment } from './shop-payment';

export interface TrafficOptions {
  readonly seed: number;
  readonly days: number;
  readonly shoppers: number;
  readonly fraudsPerDay: number;
}

/** An invented shop's payments in the order of their time, with the truth about each. */
export function shopTraffic({ seed, days, shoppers: count, fraudsPerDay }: TrafficOptions): ShopPayment[] {
  const draws = new Draws(seed);
  const customers = shoppers(draws, count, days);
  const payments = [
    ...customers.flatMap((customer) => paymentsOf(customer, draws, days)),
    ...frauds(draws, customers, days, fraudsPerDay),
  ];
  return payments.filter(({ atMs }) => atMs < days * DAY_MS).sort((a, b) => a.atMs - b.atMs);
}
