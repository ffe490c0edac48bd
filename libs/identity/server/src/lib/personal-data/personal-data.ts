import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { normaliseEmail } from '@mercury/identity/domain';
import { open, seal } from './seal';

/**
 * The keys of personal data. Each person has a key; it is stored wrapped by the installation's own, so that a stolen
 * database opens nothing, and deleting one row makes one person unreadable in every event and every backup of events.
 */
export class PersonalData {
  private readonly wrappingKey: Buffer;
  private readonly hashKey: Buffer;

  /** `secret`: PERSONAL_DATA_KEY, 64 hexadecimal digits. */
  constructor(secret: string) {
    const master = Buffer.from(secret, 'hex');
    if (master.length !== 32) throw new Error('PERSONAL_DATA_KEY must be 64 hexadecimal digits');
    const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', master, '', `mercury ${purpose}`, 32));
    this.wrappingKey = derive('subject keys');
    this.hashKey = derive('e-mail hashes');
  }

  newKey(): Buffer {
    return randomBytes(32);
  }

  wrap(key: Buffer, subjectId: string): string {
    return seal(this.wrappingKey, key, `key:${subjectId}`);
  }

  unwrap(wrapped: string, subjectId: string): Buffer {
    return open(this.wrappingKey, wrapped, `key:${subjectId}`);
  }

  /** Finds an address without storing it; keyed, so that a list of known addresses finds nothing in a stolen database. */
  emailHash(email: string): string {
    return createHmac('sha256', this.hashKey).update(normaliseEmail(email)).digest('hex');
  }
}
