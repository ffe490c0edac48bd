import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** Signs with SESSION_SECRET, one derived key for each purpose, so that one kind of token never passes for another. */
export class Signer {
  private readonly keys = new Map<string, Buffer>();

  constructor(private readonly secret: string) {}

  mac(purpose: string, text: string): string {
    let key = this.keys.get(purpose);
    if (!key)
      this.keys.set(purpose, (key = Buffer.from(hkdfSync('sha256', this.secret, '', `mercury ${purpose}`, 32))));
    return createHmac('sha256', key).update(text).digest('base64url');
  }

  /** `text` with its signature. */
  sign(purpose: string, text: string): string {
    return `${text}.${this.mac(purpose, text)}`;
  }

  /** The text of a signed value; undefined when the signature is not ours. */
  verify(purpose: string, signed: string): string | undefined {
    const dot = signed.lastIndexOf('.');
    if (dot < 1) return undefined;
    const text = signed.slice(0, dot);
    return equal(signed.slice(dot + 1), this.mac(purpose, text)) ? text : undefined;
  }

  /** A token that proves knowledge of `binding`; each one differs, so that compressed answers cannot leak it byte by byte. */
  tokenFor(purpose: string, binding: string): string {
    const nonce = randomBytes(12).toString('base64url');
    return `${nonce}.${this.mac(purpose, `${nonce}.${binding}`)}`;
  }

  proves(purpose: string, token: string, binding: string): boolean {
    const [nonce = '', mac = ''] = token.split('.', 2);
    return equal(mac, this.mac(purpose, `${nonce}.${binding}`));
  }
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
