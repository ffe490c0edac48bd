import { cardOf, checkDigit } from './cards';
import { personOf } from './person';

describe('cards', () => {
  it.each(['4242424242424242', '5555555555554444', '4000000000003220'])('knows the check digit of %s', (number) => {
    expect(checkDigit(number.slice(0, -1))).toBe(number.slice(-1));
  });

  it('gives each holder a good card of sixteen digits of their own', () => {
    const numbers = new Set(Array.from({ length: 500 }, (_, at) => cardOf('good', `customer ${at}`).number));
    expect(numbers.size).toBe(500);
    for (const number of numbers) expect(number).toMatch(/^424242\d{10}$/);
  });

  it('takes the published number for a card that misbehaves', () => {
    expect(cardOf('declined', 'anyone')).toEqual({ number: '4000000000000002', methodId: 'pm_card_chargeDeclined' });
  });
});

describe('personOf', () => {
  it('always gives the same person for a key, in the country asked for', () => {
    expect(personOf('customer 17850', 'GB')).toEqual(personOf('customer 17850', 'GB'));
    expect(personOf('customer 17850', 'GB')).toMatchObject({
      email: 'customer-17850@shoppers.example',
      address: { country: 'GB' },
    });
  });
});
