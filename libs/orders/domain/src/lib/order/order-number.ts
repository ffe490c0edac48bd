// Without I, L, O and U: what is read out over the telephone arrives as it was meant (Crockford's base 32).
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What people quote: `M-7F3K2Q`, six digits of base 32 from the order's id (a UUID). Short, so not an identity: ids are. */
export function orderNumberOf(orderId: string): string {
  const bits = Number.parseInt(orderId.replaceAll('-', '').slice(0, 8), 16);
  let number = '';
  for (let shift = 25; shift >= 0; shift -= 5) number += ALPHABET[Math.floor(bits / 2 ** (shift + 2)) % 32];
  return `M-${number}`;
}
