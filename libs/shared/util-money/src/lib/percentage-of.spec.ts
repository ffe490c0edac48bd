import { formatMoney } from './format-money';
import { percentageOf } from './percentage-of';

describe('percentageOf', () => {
  it.each([
    [1999, 2000, 400],
    [25, 1000, 3],
    [24, 1000, 2],
    [-25, 1000, -3],
    [0, 2000, 0],
  ])('of %i at %i basis points is %i', (minor, basisPoints, expected) => {
    expect(percentageOf(minor, basisPoints)).toBe(expected);
  });
});

describe('formatMoney', () => {
  it('knows how many minor units a currency has', () => {
    expect(formatMoney(129900, 'EUR')).toBe('€1,299.00');
    expect(formatMoney(1299, 'JPY')).toContain('1,299');
  });
});
