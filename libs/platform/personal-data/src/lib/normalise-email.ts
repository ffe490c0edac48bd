/**
 * One spelling for one address. The part before the @ may be case-sensitive by the letter of RFC 5321; no provider treats
 * it so, and two accounts that differ in case would only serve whoever impersonates.
 */
export function normaliseEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}
