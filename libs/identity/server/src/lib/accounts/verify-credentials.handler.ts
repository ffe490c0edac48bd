import { EntityManager } from '@mikro-orm/postgresql';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Role } from '@mercury/identity/contracts';
import { MasterKey, open } from '@mercury/platform/personal-data';
import { accountByEmail } from './account-rows';
import { Passwords } from './passwords';
import { VerifyCredentials } from './verify-credentials.query';

@QueryHandler(VerifyCredentials)
export class VerifyCredentialsHandler implements IQueryHandler<VerifyCredentials> {
  constructor(
    private readonly em: EntityManager,
    private readonly passwords: Passwords,
    private readonly master: MasterKey,
  ) {}

  async execute({ email, password }: VerifyCredentials): Promise<{ accountId: string; role: Role } | null> {
    const row = await accountByEmail(this.em, this.master, email);
    if (!row?.wrapped_key) return (await this.passwords.verifyNothing(password)) || null;
    const key = this.master.unwrap(row.wrapped_key, row.account_id);
    const passwordHash = open(key, row.sealed_password_hash, 'password-hash').toString();
    const right = await this.passwords.verify(passwordHash, password);
    return right ? { accountId: row.account_id, role: row.role } : null;
  }
}
