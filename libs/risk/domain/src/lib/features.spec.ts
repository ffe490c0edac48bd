import { featuresOf } from './features';
import type { PaymentHistory, PaymentToJudge } from './payment-to-judge';
import { noUsualAmount } from './usual-amount';

const noon = Date.UTC(2026, 10, 24, 12);
const payment: PaymentToJudge = { customerKey: 'a', atMs: noon, amountMinor: 5000, shippingCountry: 'DE' };
const nothing: PaymentHistory = {
  customer: [],
  customerPayments: 0,
  usual: noUsualAmount,
  card: [],
  orderDeclines: 0,
};

describe('features', () => {
  it('of a first payment know only the payment', () => {
    expect(featuresOf(payment, nothing)).toMatchObject({
      customer_count_1h: 1,
      customer_amount_30d: 5000,
      card_count_30d: 1,
      amount_ratio: 1,
      first_payment: 1,
      card_other_customers: 0,
      country_mismatch: 0,
      night: 0,
    });
  });

  it('count the other customers of a card within thirty days, each once', () => {
    const day = 86_400_000;
    const card = ['a', 'b', 'b', 'c'].map((customerKey, n) => ({ customerKey, atMs: noon - n * day, amountMinor: 1 }));
    card.push({ customerKey: 'd', atMs: noon - 30 * day, amountMinor: 1 });
    expect(featuresOf(payment, { ...nothing, card }).card_other_customers).toBe(2);
  });

  it('compare countries only where the card says its own', () => {
    const mismatch = (cardCountry?: string) => featuresOf({ ...payment, cardCountry }, nothing).country_mismatch;
    expect([mismatch(), mismatch('DE'), mismatch('US')]).toEqual([0, 0, 1]);
  });

  it('call it night until six', () => {
    const night = (hour: number) => featuresOf({ ...payment, atMs: Date.UTC(2026, 10, 24, hour) }, nothing).night;
    expect([0, 5, 6, 23].map(night)).toEqual([1, 1, 0, 0]);
  });
});
