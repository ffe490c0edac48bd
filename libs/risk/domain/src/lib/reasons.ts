import type { RiskReason } from '@mercury/risk/contracts';
import type { Score } from './score';

const MOST = 5;
/** Below this a feature is noise to a reader. */
const LEAST = 0.05;

const windows: Readonly<Record<string, string>> = {
  '1h': 'within an hour',
  '24h': 'within a day',
  '7d': 'within a week',
  '30d': 'within a month',
};
const owners: Readonly<Record<string, string>> = { customer: 'of this customer', card: 'with this card' };
const money = (minor: number): string => (minor / 100).toFixed(2);
const times = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const words: Readonly<Record<string, (value: number) => string>> = {
  amount: (value) => `an amount of ${money(value)}`,
  amount_ratio: (value) => `${value.toFixed(1)} times what this customer usually spends`,
  first_payment: (value) => (value ? 'the first payment of this customer' : 'a customer who has paid before'),
  card_other_customers: (value) => `the card was used by ${times(value, 'other customer', 'other customers')}`,
  country_mismatch: (value) =>
    value ? 'the card is from another country than the delivery' : 'card and delivery do not differ in country',
  night: (value) => (value ? 'paid at night' : 'paid during the day'),
  order_declines: (value) => `${times(value, 'declined attempt', 'declined attempts')} at this order before`,
};

/** The features that moved a score most, in words, with the sign of their effect: above 0 speaks for fraud. */
export function reasonsOf({ contributions }: Score): RiskReason[] {
  return [...contributions]
    .filter(({ contribution }) => Math.abs(contribution) >= LEAST)
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution) || (a.feature < b.feature ? -1 : 1))
    .slice(0, MOST)
    .map(({ feature, value, contribution }) => ({ feature, text: inWords(feature, value), contribution }));
}

function inWords(feature: string, value: number): string {
  const known = words[feature];
  if (known) return known(value);
  const [who = '', what, window = ''] = feature.split('_');
  const owner = owners[who];
  if (!owner) return `${feature} is ${value}`;
  const amount = what === 'count' ? times(value, 'payment', 'payments') : `${money(value)} paid`;
  return `${amount} ${owner} ${windows[window] ?? window}`;
}
