import type { EntityManager } from '@mikro-orm/postgresql';
import type { EventStore } from '@mercury/platform/event-store';
import { PersonalData } from '../personal-data/personal-data';
import { accountByEmailHash } from './account-rows';
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
  const personalData = new PersonalData(personalDataKey);
  const emailHash = personalData.emailHash(account.email);
  if (await accountByEmailHash(em, emailHash)) return false;
  const handler = new RegisterAccountHandler(store, new Passwords(), personalData);
  await handler.execute(new RegisterAccount({ ...account, commandId: `seed-account:${emailHash}` }));
  return true;
}
