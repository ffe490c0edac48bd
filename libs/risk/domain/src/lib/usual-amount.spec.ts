import { acceptAmount, noUsualAmount, ratioToUsual } from './usual-amount';

const after = (...amounts: number[]) => amounts.reduce(acceptAmount, noUsualAmount);

describe('the usual amount of a customer', () => {
  it('says nothing before three payments are known', () => {
    expect(ratioToUsual(after(1000, 1000), 9000)).toBe(1);
    expect(ratioToUsual(after(1000, 1000, 1000), 9000)).toBe(9);
  });

  it('is not moved by amounts that stand out', () => {
    const known = after(1000, 1000, 1000, 1000, 1000);
    expect([5000, 8000, 9000].reduce(acceptAmount, known)).toEqual(known);
    expect(acceptAmount(known, 3000)).toEqual({ count: 6, sumMinor: 8000 });
  });

  it('takes the first five as they are', () => {
    expect(after(1000, 1000, 1000, 50_000)).toEqual({ count: 4, sumMinor: 53_000 });
  });
});
