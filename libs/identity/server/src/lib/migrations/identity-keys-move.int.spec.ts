import type { EntityManager } from '@mikro-orm/postgresql';
import { eventStoreMigrations, PostgresEventStore } from '@mercury/platform/event-store';
import { MasterKey, personalDataMigrations, seal } from '@mercury/platform/personal-data';
import { runMigrations } from '@mercury/platform/persistence';
import { createTestDatabase, type TestDatabase } from '@mercury/platform/testing';
import { Passwords } from '../accounts/passwords';
import { RegisterAccount } from '../accounts/register-account.command';
import { RegisterAccountHandler } from '../accounts/register-account.handler';
import { VerifyCredentials } from '../accounts/verify-credentials.query';
import { VerifyCredentialsHandler } from '../accounts/verify-credentials.handler';
import { identityMigrations } from '.';
import { Migration20261124T1300IdentityAccounts } from './identity-accounts.migration';

const [email, password] = ['ada@x.example', 'correct horse battery'];

describe('a database from before keys were the platform’s', () => {
  let database: TestDatabase;
  const master = new MasterKey('ab'.repeat(32));
  const passwords = new Passwords();

  beforeAll(async () => {
    const before = [...eventStoreMigrations, Migration20261124T1300IdentityAccounts];
    database = await createTestDatabase({ migrations: before });
  });
  afterAll(() => database.drop());

  it('keeps its accounts: they log in, and their addresses stay taken', async () => {
    const em = database.orm.em as EntityManager;
    const store = new PostgresEventStore(em);
    const [key, hash] = [master.newKey(), master.emailHash(email)];
    const sealed = { email, 'display-name': 'Ada', 'password-hash': await passwords.hash(password) };
    await em.fork().execute('INSERT INTO identity.subject_keys VALUES (?, ?)', ['ada', master.wrap(key, 'ada')]);
    await em
      .fork()
      .execute("INSERT INTO identity.accounts VALUES (?, ?, ?, ?, ?, 'shopper')", [
        'ada',
        hash,
        ...Object.entries(sealed).map(([field, value]) => seal(key, value, field)),
      ]);
    const claimed = { type: 'identity.email.claimed', data: { emailHash: hash, accountId: 'ada' } };
    const claim = { streamId: `identity.email-${hash}`, expectedVersion: 0, events: [claimed] };
    await store.append(claim, { commandId: 'claim' });

    await runMigrations(database.url, [...eventStoreMigrations, ...personalDataMigrations, ...identityMigrations]);

    const verify = new VerifyCredentialsHandler(em, passwords, master);
    expect(await verify.execute(new VerifyCredentials(email, password))).toEqual({ accountId: 'ada', role: 'shopper' });
    const register = new RegisterAccountHandler(store, em, passwords, master);
    const rival = new RegisterAccount({ commandId: 'r', email, password, displayName: 'Eve', role: 'shopper' });
    await expect(register.execute(rival)).rejects.toMatchObject({ code: 'identity.email_taken' });
  });
});
