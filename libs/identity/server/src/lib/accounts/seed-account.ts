import type { EntityManager } from '@mikro-orm/postgresql';
import type { EventStore } from '@mercury/platform/event-store';
import { MasterKey, pseudonymOf } from '@mercury/platform/personal-data';
import { accountByEmail, EMAIL_CLAIM } from './account-rows';
import { Passwords } from './passwords';
import { RegisterAccount, type RegisterAccountRequest } from './register-account.command';
import { RegisterAccountHandler } from './register-account.handler';

/**
 * Opens an account that an installation begins with, unless its address has one already. Needs no Nest, so that a set-up
 * script can call it. Resolves to true when the account is new.
 */
export async function seedAccount(
  { store, em, personalDataKey }: { store: EventStore; em: EntityManager; personalDataKey: string },
  account: Omit<RegisterAccountRequest, 'commandId'>,
): Promise<boolean> {
  const master = new MasterKey(personalDataKey);
  if (await accountByEmail(em, master, account.email)) return false;
  const handler = new RegisterAccountHandler(store, em, new Passwords(), master);
  const claim = await pseudonymOf(em.fork(), EMAIL_CLAIM, master.emailHash(account.email));
  await handler.execute(new RegisterAccount({ ...account, commandId: `seed-account:${claim}` }));
  return true;
}
