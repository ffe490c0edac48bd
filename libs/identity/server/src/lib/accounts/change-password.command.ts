import { Command } from '@nestjs/cqrs';

/** Replaces a password; refused with `identity.bad_credentials` when the current one is not given. Ends all sessions. */
export class ChangePassword extends Command<void> {
  constructor(readonly request: { commandId: string; accountId: string; current: string; next: string }) {
    super();
  }
}
