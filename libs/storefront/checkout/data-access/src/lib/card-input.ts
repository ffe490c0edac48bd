/** A card as typed. It goes from the browser to the payment provider only: it is never stored, logged or dispatched. */
export interface CardInput {
  readonly number: string;
  /** `MM / YY` */
  readonly expiry: string;
  readonly cvc: string;
  readonly name?: string;
}

/** The card's digits without what people put between them. */
export function cardDigits(number: string): string {
  return number.replaceAll(/\D/g, '');
}

/** Month and four-digit year of `MM / YY` or `MM/YYYY`; null when it is neither. */
export function parseExpiry(expiry: string): { month: number; year: number } | null {
  const match = /^\s*(\d{1,2})\s*\/?\s*(\d{2}|\d{4})\s*$/.exec(expiry);
  if (!match) return null;
  const month = Number(match[1]);
  const year = Number(match[2]) + (match[2]?.length === 2 ? 2000 : 0);
  return month >= 1 && month <= 12 ? { month, year } : null;
}

/** A card is good until the end of its month. */
export function isExpired({ month, year }: { month: number; year: number }, now: Date): boolean {
  return year < now.getFullYear() || (year === now.getFullYear() && month < now.getMonth() + 1);
}

/** The check digit that every card number ends with: catches a mistyped digit before anyone is asked. */
export function passesCheckDigit(digits: string): boolean {
  if (!/^\d{12,19}$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
