import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AccountEvent } from '@mercury/identity/contracts';
import { accountAggregate, grantRole, type AccountState } from '@mercury/identity/domain';
import { AggregateRepository, EventStore } from '@mercury/platform/event-store';
import { deciding } from '../refuse';
import { Sessions } from '../sessions/sessions';
import { writeAccounts } from './account-rows';
import { GrantRole } from './grant-role.command';

@CommandHandler(GrantRole)
export class GrantRoleHandler implements ICommandHandler<GrantRole> {
  private readonly accounts: AggregateRepository<AccountState, AccountEvent>;

  constructor(
    store: EventStore,
    private readonly sessions: Sessions,
  ) {
    this.accounts = new AggregateRepository<AccountState, AccountEvent>(store, accountAggregate);
  }

  async execute({ request: { commandId, accountId, role, grantedBy } }: GrantRole): Promise<void> {
    const account = await this.accounts.load(accountId);
    const events = deciding(() => grantRole(account.state, accountId, role, grantedBy));
    await this.accounts.append(account, events, { commandId, actor: grantedBy, inline: writeAccounts });
    await this.sessions.closeAllOf(accountId);
  }
}
