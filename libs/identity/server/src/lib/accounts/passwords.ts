import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';

/** argon2id with OWASP's first choice of parameters: 19 MiB, two passes, one lane. */
const parameters = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes and checks passwords, off the event loop. */
@Injectable()
export class Passwords {
  private decoy: Promise<string> | undefined;

  hash(password: string): Promise<string> {
    return hash(password.normalize('NFKC'), parameters);
  }

  verify(passwordHash: string, password: string): Promise<boolean> {
    return verify(passwordHash, password.normalize('NFKC'));
  }

  /** Costs what a real check costs and never succeeds: an unknown address must not be told by a quick answer. */
  async verifyNothing(password: string): Promise<false> {
    this.decoy ??= this.hash('nobody has this password');
    await this.verify(await this.decoy, password);
    return false;
  }
}
