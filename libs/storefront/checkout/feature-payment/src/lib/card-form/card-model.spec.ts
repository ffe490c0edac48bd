import { TestBed } from '@angular/core/testing';
import { cardForm, spacedExpiry, spacedNumber } from './card-model';

describe('card form', () => {
  const now = () => new Date('2026-11-24');
  const make = () => TestBed.runInInjectionContext(() => cardForm(now));
  const good = { name: 'Ada Byrne', number: '4242 4242 4242 4242', expiry: '12 / 30', cvc: '123' };

  it('takes a complete card', () => {
    const card = make();
    card().value.set(good);
    expect(card().valid()).toBe(true);
  });

  it.each([
    ['number', '4242 4242 4242 4241', 'check its digits'],
    ['expiry', '13 / 30', 'month / year'],
    ['expiry', '10 / 26', 'expired'],
    ['cvc', '12', '3 or 4 digits'],
    ['name', '', 'name on the card'],
  ] as const)('refuses the %s "%s"', (field, value, words) => {
    const card = make();
    card().value.set({ ...good, [field]: value });
    expect(card[field]().errors()[0]?.message).toContain(words);
  });

  it('sets numbers in groups while they are typed', () => {
    expect(spacedNumber('42424242424')).toBe('4242 4242 424');
    expect(spacedNumber('378282246310005')).toBe('3782 822463 10005');
    expect(spacedExpiry('83')).toBe('08 / 3');
    expect(spacedExpiry('1230')).toBe('12 / 30');
    expect(spacedExpiry('12/2030')).toBe('12 / 30');
    expect(spacedExpiry('1')).toBe('1');
  });
});
