import { Command } from '@nestjs/cqrs';
import type { Role } from '@mercury/identity/contracts';

/** Changes what an account may do. Its open sessions end, so that none goes on with the old role. */
export class GrantRole extends Command<void> {
  constructor(readonly request: { commandId: string; accountId: string; role: Role; grantedBy: string }) {
    super();
  }
}
