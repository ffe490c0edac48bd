import type { Draws } from './draws';
import { hourOfDay } from './shoppers';
import { DAY_MS, type Shopper, type ShopPayment } from './shop-payment';

const MINUTE_MS = 60_000;
const abroad = ['US', 'GB', 'FR', 'NL', 'RO', 'DE', 'PL'];

type Scheme = (draws: Draws, id: string, startMs: number, victims: readonly Shopper[]) => ShopPayment[];

/** A stolen card in a row of fresh accounts: dear goods, often sent elsewhere than where the card is from. */
const stolenCard: Scheme = (draws, id, startMs) => {
  const cardCountry = draws.pick(abroad);
  const shippingCountry = draws.chance(0.55) ? draws.pick(abroad) : cardCountry;
  return row(draws, startMs, draws.chance(0.2) ? draws.whole(5, 14) : draws.whole(1, 4), 60).map((atMs, n) => ({
    customerKey: `${id}-${Math.floor(n / draws.whole(1, 2))}`,
    card: id,
    atMs,
    amountMinor: draws.amount(45_000, 0.9),
    shippingCountry,
    cardCountry: draws.chance(0.1) ? undefined : cardCountry,
    orderDeclines: draws.chance(0.35) ? draws.whole(1, 4) : 0,
    fraud: true,
  }));
};

/** Numbers tried out one after another with small amounts: the bank declines most of them. */
const cardTesting: Scheme = (draws, id, startMs) =>
  row(draws, startMs, draws.whole(3, 9), 8).map((atMs, n) => ({
    customerKey: id,
    card: `${id}-${n}`,
    atMs,
    amountMinor: draws.amount(1800, 0.5),
    shippingCountry: 'DE',
    cardCountry: draws.pick(abroad),
    orderDeclines: draws.whole(0, 6),
    fraud: true,
  }));

/** Somebody else in a known account: several times what its owner spends, within a day. */
const takenAccount: Scheme = (draws, _, startMs, victims) => {
  const victim = draws.pick(victims);
  const shippingCountry = draws.chance(0.4) ? draws.pick(abroad) : victim.country;
  return row(draws, startMs, draws.whole(2, 6), 150).map((atMs) => ({
    customerKey: victim.key,
    card: victim.card,
    atMs,
    amountMinor: draws.amount(victim.typicalMinor * draws.between(3, 8), 0.3),
    shippingCountry,
    cardCountry: victim.cardCountry,
    orderDeclines: draws.chance(0.15) ? 1 : 0,
    fraud: true,
  }));
};

/** One payment that looks like any other: no model can find it, and none should be trained to believe that it can. */
const quiet: Scheme = (draws, id, startMs) => [
  {
    customerKey: id,
    card: id,
    atMs: startMs,
    amountMinor: draws.amount(7500, 0.8),
    shippingCountry: 'DE',
    cardCountry: 'DE',
    orderDeclines: 0,
    fraud: true,
  },
];

const schemes: readonly Scheme[] = [stolenCard, stolenCard, cardTesting, takenAccount, quiet, quiet];

/** Invented frauds, `perDay` schemes a day. */
export function frauds(draws: Draws, victims: readonly Shopper[], days: number, perDay: number): ShopPayment[] {
  const payments: ShopPayment[] = [];
  let n = 0;
  for (let day = draws.wait(perDay); day < days; day += draws.wait(perDay), n += 1) {
    const startMs = Math.round((Math.floor(day) + hourOfDay(draws, 0.25) / 24) * DAY_MS);
    payments.push(...draws.pick(schemes)(draws, `fraud-${n}`, startMs, victims));
  }
  return payments;
}

function row(draws: Draws, startMs: number, count: number, minutesApart: number): number[] {
  const times: number[] = [];
  for (let atMs = startMs; times.length < count; atMs += Math.round(draws.wait(1) * minutesApart * MINUTE_MS))
    times.push(atMs);
  return times;
}
