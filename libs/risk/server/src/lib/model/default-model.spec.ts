import {
  decide,
  featuresOf,
  noUsualAmount,
  score,
  type PaymentHistory,
  type PaymentToJudge,
} from '@mercury/risk/domain';
import { loadModel } from './load-model';

const model = loadModel();
const noon = Date.UTC(2026, 10, 24, 12);
const midnight = Date.UTC(2026, 10, 24, 1);
const nothing: PaymentHistory = { customer: [], customerPayments: 0, usual: noUsualAmount, card: [], orderDeclines: 0 };

function judge(change: Partial<PaymentToJudge>, history: Partial<PaymentHistory> = {}): string {
  const payment = {
    customerKey: 'a',
    atMs: noon,
    amountMinor: 8_000,
    shippingCountry: 'DE',
    cardCountry: 'DE',
    ...change,
  };
  return decide(score(model, featuresOf(payment, { ...nothing, ...history })).probability, model.thresholds);
}

const row = (count: number, minutes: number) =>
  Array.from({ length: count }, (_, n) => ({
    atMs: noon - n * minutes * 60_000,
    amountMinor: 8_000,
    customerKey: 'a',
  }));

describe('the model that Mercury ships', () => {
  it.each([
    ['a first payment', {}],
    ['a dear first payment with a foreign card', { amountMinor: 60_000, cardCountry: 'US' }],
    ['the same in the night', { amountMinor: 60_000, cardCountry: 'US', atMs: midnight }],
  ])('lets %s pass', (_, payment) => expect(judge(payment)).toBe('approve'));

  it('lets a second try after a declined card pass', () => {
    expect(judge({ amountMinor: 50_000, cardCountry: 'US', atMs: midnight }, { orderDeclines: 1 })).toBe('approve');
  });

  it('lets a regular customer pass', () => {
    const history = { customer: row(6, 5 * 1440), card: row(6, 5 * 1440), customerPayments: 40 };
    expect(judge({ amountMinor: 20_000 }, { ...history, usual: { count: 40, sumMinor: 320_000 } })).toBe('approve');
  });

  it('stops a burst of payments within minutes', () => {
    const burst = (count: number) =>
      judge({ cardCountry: 'US' }, { customer: row(count, 2), card: row(count, 2), customerPayments: count });
    expect([burst(3), burst(12)]).toEqual(['review', 'decline']);
  });

  it('stops a card that wanders through many accounts', () => {
    const card = Array.from({ length: 20 }, (_, n) => ({ atMs: noon - n, amountMinor: 8_000, customerKey: `c${n}` }));
    expect(judge({}, { card })).toBe('decline');
  });
});
