import { Command } from '@nestjs/cqrs';
import type { Role } from '@mercury/identity/contracts';

export interface RegisterAccountRequest {
  readonly commandId: string;
  readonly email: string;
  readonly password: string;
  readonly displayName: string;
  readonly role: Role;
}

/** Opens an account. Refused with `identity.email_taken`; a repeated command answers with the account it opened. */
export class RegisterAccount extends Command<{ accountId: string; role: Role }> {
  constructor(readonly request: RegisterAccountRequest) {
    super();
  }
}
