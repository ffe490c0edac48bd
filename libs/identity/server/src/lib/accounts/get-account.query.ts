import { Query } from '@nestjs/cqrs';
import type { AccountView } from '@mercury/identity/contracts';

/** An account in the clear, for its own eyes; null when there is none, or when its person was erased. */
export class GetAccount extends Query<AccountView | null> {
  constructor(readonly accountId: string) {
    super();
  }
}
