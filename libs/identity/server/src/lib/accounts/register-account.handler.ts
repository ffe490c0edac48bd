import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EntityManager, type SqlEntityManager } from '@mikro-orm/postgresql';
import type { AccountEvent, EmailEvent, Role } from '@mercury/identity/contracts';
import {
  accountAggregate,
  claimEmail,
  emailClaimAggregate,
  registerAccount,
  type AccountState,
  type EmailClaimState,
} from '@mercury/identity/domain';
import {
  AggregateRepository,
  EventStore,
  IdempotencyMismatchError,
  VersionConflictError,
} from '@mercury/platform/event-store';
import { MasterKey, pseudonymOf, saveKey, seal } from '@mercury/platform/personal-data';
import { deterministicId } from '@mercury/shared/util-ids';
import { deciding } from '../refuse';
import { EMAIL_CLAIM, writeAccounts } from './account-rows';
import { Passwords } from './passwords';
import { RegisterAccount, type RegisterAccountRequest } from './register-account.command';

const ATTEMPTS = 3;

/**
 * The account and the claim on its address are appended together. Sealing and hashing draw salts, so a repeated command
 * cannot repeat its events: the account's id derives from the command, and an account that is there is the answer. One that
 * was forgotten stays so.
 */
@CommandHandler(RegisterAccount)
export class RegisterAccountHandler implements ICommandHandler<RegisterAccount> {
  private readonly accounts: AggregateRepository<AccountState, AccountEvent>;
  private readonly claims: AggregateRepository<EmailClaimState, EmailEvent>;

  constructor(
    private readonly store: EventStore,
    private readonly em: EntityManager,
    private readonly passwords: Passwords,
    private readonly master: MasterKey,
  ) {
    this.accounts = new AggregateRepository<AccountState, AccountEvent>(store, accountAggregate);
    this.claims = new AggregateRepository<EmailClaimState, EmailEvent>(store, emailClaimAggregate);
  }

  async execute({ request }: RegisterAccount): Promise<{ accountId: string; role: Role }> {
    const accountId = deterministicId(request.commandId, 'account');
    const emailHash = await pseudonymOf(this.em.fork(), EMAIL_CLAIM, this.master.emailHash(request.email));
    for (let attempt = 1; ; attempt += 1) {
      const [account, claim] = await Promise.all([this.accounts.load(accountId), this.claims.load(emailHash)]);
      const { status, role } = account.state;
      if (status === 'registered' && role) return { accountId, role };
      const claimed = deciding(() => claimEmail(claim.state, emailHash, accountId));
      const { sealed, saveKey } = await this.seal(accountId, request);
      const opened = deciding(() =>
        registerAccount(account.state, { accountId, emailHash, ...sealed, role: request.role }),
      );
      const streams = [
        { streamId: account.streamId, expectedVersion: account.version, events: opened },
        { streamId: claim.streamId, expectedVersion: claim.version, events: claimed },
      ];
      try {
        await this.store.append(streams, {
          commandId: request.commandId,
          actor: accountId,
          inline: async (em, events) => {
            await saveKey(em);
            await writeAccounts(em, events);
          },
        });
      } catch (error) {
        const lostRace = error instanceof VersionConflictError || error instanceof IdempotencyMismatchError;
        if (!lostRace || attempt === ATTEMPTS) throw error;
      }
    }
  }

  private async seal(accountId: string, { email, displayName, password }: RegisterAccountRequest) {
    const key = this.master.newKey();
    const wrapped = this.master.wrap(key, accountId);
    const passwordHash = await this.passwords.hash(password);
    return {
      sealed: {
        sealedEmail: seal(key, email.trim(), 'email'),
        sealedDisplayName: seal(key, displayName.trim(), 'display-name'),
        sealedPasswordHash: seal(key, passwordHash, 'password-hash'),
      },
      saveKey: (em: SqlEntityManager) => saveKey(em, accountId, wrapped),
    };
  }
}
