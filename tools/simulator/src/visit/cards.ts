import { deterministicId } from '@mercury/shared/util-ids';

/** What a card is to do. */
export type CardKind = 'good' | 'declined' | 'no-funds' | 'expired' | 'challenge';

/** A card of Stripe's test mode: its number, and the payment method that stands for it where no number may be sent. */
export interface TestCard {
  readonly number: string;
  readonly methodId: string;
}

const misbehaving: Readonly<Record<Exclude<CardKind, 'good'>, TestCard>> = {
  declined: { number: '4000000000000002', methodId: 'pm_card_chargeDeclined' },
  'no-funds': { number: '4000000000009995', methodId: 'pm_card_chargeDeclinedInsufficientFunds' },
  expired: { number: '4000000000000069', methodId: 'pm_card_chargeDeclinedExpiredCard' },
  challenge: { number: '4000000000003220', methodId: 'pm_card_threeDSecure2Required' },
};

/** The card of `holder`: a good one has a number of its own, so that the shop can tell cards apart. */
export function cardOf(kind: CardKind, holder: string): TestCard {
  if (kind !== 'good') return misbehaving[kind];
  const digits = BigInt(`0x${deterministicId('card', holder).replaceAll('-', '').slice(0, 12)}`).toString();
  const body = `424242${digits.padStart(9, '0').slice(-9)}`;
  return { number: body + checkDigit(body), methodId: 'pm_card_visa' };
}

/** The digit that makes a number pass the Luhn check (ISO/IEC 7812). */
export function checkDigit(body: string): string {
  const sum = [...body].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}
