import { cardDigits, isExpired, parseExpiry, passesCheckDigit } from './card-input';

describe('card input', () => {
  it('reads a number however it is spaced', () => {
    expect(cardDigits('4242 4242-4242 4242')).toBe('4242424242424242');
  });

  it.each([
    ['4242424242424242', true],
    ['4242424242424241', false],
    ['378282246310005', true],
    ['4242', false],
  ])('knows whether the check digit of %s is right', (digits, right) => {
    expect(passesCheckDigit(digits)).toBe(right);
  });

  it.each([
    ['12 / 30', { month: 12, year: 2030 }],
    ['1/2031', { month: 1, year: 2031 }],
    ['0730', { month: 7, year: 2030 }],
    ['13 / 30', null],
    ['soon', null],
  ])('reads the expiry %s', (typed, expiry) => {
    expect(parseExpiry(typed)).toEqual(expiry);
  });

  it('lets a card be good until the end of its month', () => {
    const lastDay = new Date(2026, 10, 30);
    expect(isExpired({ month: 11, year: 2026 }, lastDay)).toBe(false);
    expect(isExpired({ month: 10, year: 2026 }, lastDay)).toBe(true);
  });
});
