import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { normaliseEmail } from './normalise-email';
import { open, seal } from './seal';

/**
 * The installation's own key (PERSONAL_DATA_KEY). It wraps the key of each person, so that a stolen database opens
 * nothing, and keys the hashes by which addresses are found.
 */
export class MasterKey {
  private readonly wrappingKey: Buffer;
  private readonly hashKey: Buffer;

  /** `secret`: 64 hexadecimal digits; throws on anything else. */
  constructor(secret: string) {
    const master = Buffer.from(secret, 'hex');
    if (master.length !== 32) throw new Error('PERSONAL_DATA_KEY must be 64 hexadecimal digits');
    const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', master, '', `mercury ${purpose}`, 32));
    this.wrappingKey = derive('subject keys');
    this.hashKey = derive('e-mail hashes');
  }

  /** A fresh key for a person. */
  newKey(): Buffer {
    return randomBytes(32);
  }

  /** A person's key as it may be stored; bound to the person. */
  wrap(key: Buffer, subjectId: string): string {
    return seal(this.wrappingKey, key, `key:${subjectId}`);
  }

  /** The inverse of `wrap`. Throws for another person's key, and when PERSONAL_DATA_KEY is another one. */
  unwrap(wrapped: string, subjectId: string): Buffer {
    return open(this.wrappingKey, wrapped, `key:${subjectId}`);
  }

  /**
   * Finds an address without storing it: HMAC-SHA-256, so that a list of known addresses finds nothing in a stolen
   * database. Belongs into tables only, whose rows can go; events get a pseudonym.
   */
  emailHash(email: string): string {
    return createHmac('sha256', this.hashKey).update(normaliseEmail(email)).digest('hex');
  }
}
