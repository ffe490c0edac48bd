import { Query } from '@nestjs/cqrs';
import type { Role } from '@mercury/identity/contracts';

/** Whose address and password these are; null for every wrong pair, after the same time. */
export class VerifyCredentials extends Query<{ accountId: string; role: Role } | null> {
  constructor(
    readonly email: string,
    readonly password: string,
  ) {
    super();
  }
}
