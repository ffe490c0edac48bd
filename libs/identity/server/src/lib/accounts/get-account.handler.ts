import { EntityManager } from '@mikro-orm/postgresql';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { AccountView } from '@mercury/identity/contracts';
import { MasterKey } from '@mercury/platform/personal-data';
import { accountById, openAccount } from './account-rows';
import { GetAccount } from './get-account.query';

@QueryHandler(GetAccount)
export class GetAccountHandler implements IQueryHandler<GetAccount> {
  constructor(
    private readonly em: EntityManager,
    private readonly master: MasterKey,
  ) {}

  async execute({ accountId }: GetAccount): Promise<AccountView | null> {
    const row = await accountById(this.em, accountId);
    return (row && openAccount(row, this.master)) ?? null;
  }
}
