import { createHash, randomInt } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** `pi_3Q…`: Stripe's ids are a prefix and letters that mean nothing. */
export function freshId(prefix: string, length = 24): string {
  return `${prefix}_${Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')}`;
}

/** The same number has the same fingerprint, whoever pays with it; the number cannot be read from it. */
export function fingerprintOf(number: string): string {
  const hash = createHash('sha256').update(`stripe-emulator:${number}`).digest();
  return Array.from(hash.subarray(0, 16), (byte) => alphabet[byte % alphabet.length]).join('');
}
