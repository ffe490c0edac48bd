import { cardPrecision } from './card-precision';

const row = (day: number, customer: number, score: number, label: number) => ({ day, customer, score, label });

describe('card precision', () => {
  it('takes a customer’s highest score and any fraud of the day', () => {
    expect(cardPrecision([row(1, 7, 0.1, 1), row(1, 7, 0.9, 0), row(1, 8, 0.5, 0)], 1)).toBe(1);
  });

  it('leaves a customer who was found out on later days, and only such a customer', () => {
    const rows = [row(1, 7, 0.9, 1), row(2, 7, 0.9, 1), row(2, 8, 0.8, 0), row(3, 8, 0.8, 1), row(3, 9, 0.1, 0)];
    expect(cardPrecision(rows, 1)).toBeCloseTo((1 + 0 + 1) / 3);
  });

  it('prefers the smaller id among equal scores', () => {
    expect(cardPrecision([row(1, 9, 0.5, 1), row(1, 8, 0.5, 0)], 1)).toBe(0);
  });
});
