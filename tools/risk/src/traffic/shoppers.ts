import type { Draws } from './draws';
import { DAY_MS, type Shopper, type ShopPayment } from './shop-payment';

const countries = ['DE', 'DE', 'DE', 'AT', 'FR', 'NL', 'IT', 'ES', 'PL', 'GB'];
const foreign = ['US', 'GB', 'CH', 'CA', 'DK', 'FR', 'DE'];

/**
 * Invented customers. Most buy now and then; a few are trade customers who buy all day, so that many payments alone are no
 * proof of anything. One in five pays with a card from another country, families and firms share cards.
 */
export function shoppers(draws: Draws, count: number, days: number): Shopper[] {
  const all: Shopper[] = [];
  for (let n = 0; n < count; n += 1) {
    const trade = draws.chance(0.04);
    const country = draws.pick(countries);
    const relative = draws.chance(0.06) ? all.at(-draws.whole(1, 3)) : undefined;
    all.push({
      key: `shopper-${n}`,
      card: relative?.card ?? `card-${n}`,
      cardCountry: relative?.cardCountry ?? (draws.chance(0.22) ? draws.pick(foreign) : country),
      country: relative?.country ?? country,
      typicalMinor: draws.amount(trade ? 20_000 : 7500, 0.9),
      perDay: trade ? Math.min(0.5 * Math.exp(1.1 * draws.normal()), 12) : 0.03 * Math.exp(0.7 * draws.normal()),
      // Half are customers from before the first day, the others come one by one.
      firstDay: draws.chance(0.5) ? 0 : draws.between(0, days),
    });
  }
  return all;
}

/** All genuine payments of a shopper. Now and then something was forgotten and is bought within the hour. */
export function paymentsOf(shopper: Shopper, draws: Draws, days: number): ShopPayment[] {
  const payments: ShopPayment[] = [];
  for (let day = shopper.firstDay + draws.wait(shopper.perDay); day < days; day += draws.wait(shopper.perDay)) {
    const atMs = (Math.floor(day) + hourOfDay(draws) / 24) * DAY_MS;
    const big = draws.chance(0.08) ? draws.between(2, 12) : 1;
    payments.push(payment(shopper, draws, atMs, shopper.typicalMinor * big));
    if (draws.chance(0.07))
      payments.push(payment(shopper, draws, atMs + draws.between(2, 50) * 60_000, shopper.typicalMinor * 0.4));
  }
  return payments;
}

function payment(shopper: Shopper, draws: Draws, atMs: number, typicalMinor: number): ShopPayment {
  const trouble = draws.next();
  return {
    customerKey: shopper.key,
    card: shopper.card,
    atMs: Math.round(atMs),
    amountMinor: draws.amount(typicalMinor, 0.5),
    // A present for somebody abroad.
    shippingCountry: draws.chance(0.02) ? draws.pick(foreign) : shopper.country,
    // Some banks do not say where a card is from.
    cardCountry: draws.chance(0.05) ? undefined : shopper.cardCountry,
    orderDeclines: trouble < 0.08 ? 1 : trouble < 0.1 ? draws.whole(2, 3) : 0,
    fraud: false,
  };
}

/** Most buy between breakfast and bedtime; one payment in ten is made at night. */
export function hourOfDay(draws: Draws, night = 0.1): number {
  return draws.chance(night) ? draws.between(0, 6) : 6 + 18 * ((draws.next() + draws.next()) / 2);
}
