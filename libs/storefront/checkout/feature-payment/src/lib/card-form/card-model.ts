import { signal } from '@angular/core';
import { form, maxLength, required, validate, type FieldTree } from '@angular/forms/signals';
import {
  cardDigits,
  isExpired,
  parseExpiry,
  passesCheckDigit,
  type CardInput,
} from '@mercury/storefront/checkout/data-access';

export type CardModel = Required<CardInput>;

export const emptyCard: CardModel = { number: '', expiry: '', cvc: '', name: '' };

/** The form of a card with the rules that can be known before anyone is asked. */
export function cardForm(now: () => Date): FieldTree<CardModel> {
  return form(signal({ ...emptyCard }), (card) => {
    required(card.name, { message: 'Enter the name on the card.' });
    maxLength(card.name, 100, { message: 'This name is too long.' });
    required(card.number, { message: 'Enter the card number.' });
    validate(card.number, ({ value }) => {
      const digits = cardDigits(value());
      if (digits === '' || passesCheckDigit(digits)) return undefined;
      return { kind: 'number', message: 'This is not a complete card number. Please check its digits.' };
    });
    required(card.expiry, { message: 'Enter the expiry date.' });
    validate(card.expiry, ({ value }) => {
      if (value() === '') return undefined;
      const expiry = parseExpiry(value());
      if (!expiry) return { kind: 'expiry', message: 'Enter the expiry date as month / year, for example 08 / 30.' };
      return isExpired(expiry, now()) ? { kind: 'expired', message: 'This card has expired.' } : undefined;
    });
    required(card.cvc, { message: 'Enter the security code.' });
    validate(card.cvc, ({ value }) =>
      value() === '' || /^\s*\d{3,4}\s*$/.test(value())
        ? undefined
        : { kind: 'cvc', message: 'The security code has 3 or 4 digits.' },
    );
  });
}

/** `4242424242424242` as `4242 4242 4242 4242`; American Express in its own groups. */
export function spacedNumber(typed: string): string {
  const digits = cardDigits(typed).slice(0, 19);
  if (/^3[47]/.test(digits))
    return [digits.slice(0, 4), digits.slice(4, 10), digits.slice(10)].filter(Boolean).join(' ');
  return digits.replaceAll(/(\d{4})(?=\d)/g, '$1 ');
}

/** `830` as `08 / 30`, while it is being typed. */
export function spacedExpiry(typed: string): string {
  const digits = typed.replaceAll(/\D/g, '').slice(0, 6);
  const full = /^[2-9]/.test(digits) ? `0${digits}` : digits;
  if (full.length < 3) return full;
  return `${full.slice(0, 2)} / ${full.length === 6 ? full.slice(4) : full.slice(2, 4)}`;
}
