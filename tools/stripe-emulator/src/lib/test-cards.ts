/** What a card does when it is charged. */
export interface CardBehaviour {
  /** A 3-D Secure challenge comes first. */
  readonly challenge?: boolean;
  readonly decline?: { readonly code: string; readonly declineCode: string; readonly message: string };
}

const declined = (declineCode: string, message = 'Your card was declined.'): CardBehaviour => ({
  decline: { code: 'card_declined', declineCode, message },
});
const refused = (code: string, message: string): CardBehaviour => ({ decline: { code, declineCode: code, message } });
const insufficient = declined('insufficient_funds', 'Your card has insufficient funds.');

/** Stripe's published test numbers; every other number that passes the Luhn check succeeds. */
const behaviours: Readonly<Record<string, CardBehaviour>> = {
  '4000000000000002': declined('generic_decline'),
  '4000000000009995': insufficient,
  '4000000000009987': declined('lost_card'),
  '4000000000009979': declined('stolen_card'),
  '4000000000006975': declined('card_velocity_exceeded', 'Your card was declined for making repeated attempts.'),
  '4000000000000341': declined('generic_decline'),
  '4100000000000019': declined('fraudulent'),
  '4000000000000069': refused('expired_card', 'Your card has expired.'),
  '4000000000000127': refused('incorrect_cvc', "Your card's security code is incorrect."),
  '4000000000000119': refused('processing_error', 'An error occurred while processing your card. Try again later.'),
  '4000002500003155': { challenge: true },
  '4000002760003184': { challenge: true },
  '4000000000003220': { challenge: true },
  '4000000000003063': { challenge: true },
  '4000008400001629': { challenge: true, ...declined('generic_decline') },
  '4000008260003178': { challenge: true, ...insufficient },
};

/** Payment methods that exist without being created, as in Stripe's test mode. */
export const namedMethods: Readonly<Record<string, string>> = {
  pm_card_visa: '4242424242424242',
  pm_card_mastercard: '5555555555554444',
  pm_card_amex: '378282246310005',
  pm_card_de: '4000002760000016',
  pm_card_fr: '4000002500000003',
  pm_card_gb: '4000008260000000',
  pm_card_chargeDeclined: '4000000000000002',
  pm_card_chargeCustomerFail: '4000000000000341',
  pm_card_chargeDeclinedInsufficientFunds: '4000000000009995',
  pm_card_chargeDeclinedExpiredCard: '4000000000000069',
  pm_card_chargeDeclinedIncorrectCvc: '4000000000000127',
  pm_card_authenticationRequired: '4000002500003155',
  pm_card_threeDSecure2Required: '4000000000003220',
};

const countries: Readonly<Record<string, string>> = {
  '076': 'BR',
  '124': 'CA',
  '208': 'DK',
  '250': 'FR',
  '276': 'DE',
  '372': 'IE',
  '380': 'IT',
  '528': 'NL',
  '724': 'ES',
  '826': 'GB',
};

export function behaviourOf(number: string): CardBehaviour {
  return behaviours[number] ?? {};
}

/** Visa's test numbers hold the ISO number of the country: `4000 0027 6…` is German. */
export function countryOf(number: string): string {
  return (number.startsWith('4000') && countries[number.slice(6, 9)]) || 'US';
}

export function brandOf(number: string): string {
  if (number.startsWith('4')) return 'visa';
  if (/^(5[1-5]|2[2-7])/.test(number)) return 'mastercard';
  if (/^3[47]/.test(number)) return 'amex';
  if (/^(6011|64|65)/.test(number)) return 'discover';
  return number.startsWith('35') ? 'jcb' : 'unknown';
}

/** The check digit of ISO/IEC 7812. */
export function passesLuhn(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;
  const sum = [...number].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
