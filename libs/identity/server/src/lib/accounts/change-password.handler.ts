import { EntityManager } from '@mikro-orm/postgresql';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AccountEvent } from '@mercury/identity/contracts';
import { accountAggregate, changePassword, type AccountState } from '@mercury/identity/domain';
import { UnauthenticatedError } from '@mercury/platform/errors';
import { AggregateRepository, EventStore } from '@mercury/platform/event-store';
import { MasterKey, open, seal } from '@mercury/platform/personal-data';
import { deciding } from '../refuse';
import { Sessions } from '../sessions/sessions';
import { accountById, writeAccounts } from './account-rows';
import { ChangePassword } from './change-password.command';
import { Passwords } from './passwords';

/** The version of the stream is read before the old password is checked: a change in between makes this one conflict. */
@CommandHandler(ChangePassword)
export class ChangePasswordHandler implements ICommandHandler<ChangePassword> {
  private readonly accounts: AggregateRepository<AccountState, AccountEvent>;

  constructor(
    store: EventStore,
    private readonly em: EntityManager,
    private readonly passwords: Passwords,
    private readonly master: MasterKey,
    private readonly sessions: Sessions,
  ) {
    this.accounts = new AggregateRepository<AccountState, AccountEvent>(store, accountAggregate);
  }

  async execute({ request: { commandId, accountId, current, next } }: ChangePassword): Promise<void> {
    const account = await this.accounts.load(accountId);
    const row = await accountById(this.em, accountId);
    const key = row?.wrapped_key && this.master.unwrap(row.wrapped_key, accountId);
    const known = row && key && open(key, row.sealed_password_hash, 'password-hash').toString();
    if (!known || !key || !(await this.passwords.verify(known, current)))
      throw new UnauthenticatedError('identity.bad_credentials', { message: 'The current password is not right' });
    const sealed = seal(key, await this.passwords.hash(next), 'password-hash');
    const events = deciding(() => changePassword(account.state, accountId, sealed));
    await this.accounts.append(account, events, { commandId, actor: accountId, inline: writeAccounts });
    await this.sessions.closeAllOf(accountId);
  }
}
