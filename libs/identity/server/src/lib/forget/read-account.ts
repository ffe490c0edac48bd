import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { AccountView } from '@mercury/identity/contracts';
import type { MasterKey } from '@mercury/platform/personal-data';
import { accountById, openAccount } from '../accounts/account-rows';

/** An account in the clear; undefined when there is none, or when its person was forgotten. Needs no Nest. */
export async function readAccount(
  em: SqlEntityManager,
  master: MasterKey,
  accountId: string,
): Promise<AccountView | undefined> {
  const row = await accountById(em, accountId);
  return row && openAccount(row, master);
}
