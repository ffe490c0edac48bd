import { EntityManager } from '@mikro-orm/postgresql';
import { Redis } from 'ioredis';
import { EventRegistry, eventStoreMigrations, PostgresEventStore } from '@mercury/platform/event-store';
import { MasterKey, personalDataMigrations } from '@mercury/platform/personal-data';
import { createTestDatabase, type TestDatabase } from '@mercury/platform/testing';
import { SystemClock } from '@mercury/shared/util-ids';
import { identityEventTypes } from './events/identity.event-types';
import { ChangePassword } from './accounts/change-password.command';
import { ChangePasswordHandler } from './accounts/change-password.handler';
import { GetAccountHandler } from './accounts/get-account.handler';
import { GetAccount } from './accounts/get-account.query';
import { GrantRole } from './accounts/grant-role.command';
import { GrantRoleHandler } from './accounts/grant-role.handler';
import { Passwords } from './accounts/passwords';
import { RegisterAccount } from './accounts/register-account.command';
import { RegisterAccountHandler } from './accounts/register-account.handler';
import { seedAccount } from './accounts/seed-account';
import { VerifyCredentialsHandler } from './accounts/verify-credentials.handler';
import { VerifyCredentials } from './accounts/verify-credentials.query';
import { forgetSubjects } from './forget/forget-subjects';
import { readAccount } from './forget/read-account';
import { identityMigrations } from './migrations';
import { Sessions } from './sessions/sessions';

const password = 'correct horse battery';
const personalDataKey = 'ab'.repeat(32);

describe('identity on PostgreSQL and Redis', () => {
  let database: TestDatabase;
  let em: EntityManager;
  let store: PostgresEventStore;
  let redis: Redis;
  let sessions: Sessions;
  const now = { at: new Date('2026-11-24T12:00:00Z') };
  const master = new MasterKey(personalDataKey);
  const passwords = new Passwords();
  const register = (commandId: string, email: string) =>
    new RegisterAccountHandler(store, em, passwords, master).execute(
      new RegisterAccount({ commandId, email, password, displayName: 'Ada Byron', role: 'shopper' }),
    );
  const verify = (email: string, given = password) =>
    new VerifyCredentialsHandler(em, passwords, master).execute(new VerifyCredentials(email, given));

  beforeAll(async () => {
    database = await createTestDatabase({
      migrations: [...eventStoreMigrations, ...personalDataMigrations, ...identityMigrations],
    });
    em = database.orm.em as EntityManager;
    store = new PostgresEventStore(em, new EventRegistry(identityEventTypes));
    redis = new Redis(process.env['MERCURY_TEST_REDIS_URL'] as string);
    const clock = new (class extends SystemClock {
      override now = () => now.at;
    })();
    sessions = new Sessions(redis, { keyPrefix: database.url.slice(-12) }, clock);
  });
  afterAll(async () => {
    redis.disconnect();
    await database.drop();
  });

  it('registers once for a command, and knows the credentials at once', async () => {
    const [first, second] = await Promise.all([register('r1', 'ada@x.example'), register('r1', 'ada@x.example')]);
    expect(second).toEqual(first);
    expect(await register('r1', 'ada@x.example')).toEqual(first);
    expect(await verify('Ada@X.example')).toEqual(first);
    expect(await verify('ada@x.example', 'another')).toBeNull();
    expect(await verify('nobody@x.example')).toBeNull();
  });

  it('gives an address to one of many who register it at the same time', async () => {
    const rivals = Array.from({ length: 8 }, (_, n) => register(`race-${n}`, 'race@x.example'));
    const outcomes = await Promise.allSettled(rivals);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'identity.email_taken' });
    const keys = await em
      .fork()
      .execute(
        'SELECT 1 FROM personal_data.subject_keys k LEFT JOIN identity.accounts a ON a.account_id = k.subject_id WHERE a.account_id IS NULL',
      );
    expect(keys).toEqual([]);
  });

  it('stores nothing that names a person in the clear', async () => {
    await register('r2', 'charles@x.example');
    for (const table of ['es.events', 'es.streams', 'identity.accounts', 'personal_data.subject_keys']) {
      const rows = JSON.stringify(await em.fork().execute(`SELECT * FROM ${table}`));
      expect(rows).not.toMatch(/charles|Byron|x\.example|argon2/i);
    }
  });

  it('forgets a person in events too: the address is free again, the account never comes back', async () => {
    const { accountId } = await register('r3', 'mary@x.example');
    const get = () => new GetAccountHandler(em, master).execute(new GetAccount(accountId));
    expect(await get()).toEqual({ accountId, email: 'mary@x.example', displayName: 'Ada Byron', role: 'shopper' });
    const emailHash = master.emailHash('mary@x.example');
    const forgetting = { accountId, visitorIds: ['v3'], emailHashes: [emailHash], streamIds: [] };
    expect(await forgetSubjects(store, { commandId: 'f3', ...forgetting })).toBe(1);
    expect(await get()).toBeNull();
    expect(await verify('mary@x.example')).toBeNull();
    expect(await readAccount(em, master, accountId)).toBeUndefined();
    const rows = await em.fork().execute('SELECT * FROM es.events');
    expect(JSON.stringify(rows)).not.toContain(emailHash);
    await expect(register('r3', 'mary@x.example')).rejects.toMatchObject({ code: 'identity.account_forgotten' });
    const again = await register('r3-again', 'mary@x.example');
    expect(again.accountId).not.toBe(accountId);
    expect(await verify('mary@x.example')).toEqual(again);
  });

  it('checks a password for an unknown address too, so that both take the same time', async () => {
    await register('r4', 'time@x.example');
    const checks = jest.spyOn(passwords, 'verify');
    for (const email of ['time@x.example', 'unknown@x.example']) {
      checks.mockClear();
      expect(await verify(email, 'wrong')).toBeNull();
      expect(checks).toHaveBeenCalledTimes(1);
      expect(checks.mock.calls[0]?.[0]).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    }
    checks.mockRestore();
  });

  it('ends all sessions of an account whose role or password has changed', async () => {
    const { accountId, role } = await register('r5', 'grace@x.example');
    const tokens = [await sessions.open({ accountId, role }), await sessions.open({ accountId, role })];
    await new GrantRoleHandler(store, sessions).execute(
      new GrantRole({ commandId: 'g5', accountId, role: 'merchant', grantedBy: 'spec' }),
    );
    for (const { token } of tokens) expect(await sessions.find(token)).toBeUndefined();
    expect(await verify('grace@x.example')).toEqual({ accountId, role: 'merchant' });
    const { token } = await sessions.open({ accountId, role });
    const change = (commandId: string, current: string, next: string) =>
      new ChangePasswordHandler(store, em, passwords, master, sessions).execute(
        new ChangePassword({ commandId, accountId, current, next }),
      );
    await expect(change('p0', 'wrong', 'a new long password')).rejects.toMatchObject({ status: 401 });
    expect(await sessions.find(token)).toBeDefined();
    await change('p1', password, 'a new long password');
    expect(await sessions.find(token)).toBeUndefined();
    expect(await verify('grace@x.example')).toBeNull();
    expect(await verify('grace@x.example', 'a new long password')).not.toBeNull();
  });

  it('puts the end of a session off with each use, but not for ever', async () => {
    const { token, session } = await sessions.open({ accountId: 'a', role: 'shopper' });
    expect(await sessions.find(token)).toEqual(session);
    now.at = new Date(now.at.getTime() + 91 * 24 * 3_600_000);
    expect(await sessions.find(token)).toBeUndefined();
  });

  it('says that sessions cannot be read, rather than that nobody is signed in, while Redis is away', async () => {
    const away = new Redis('redis://127.0.0.1:1', {
      lazyConnect: true,
      retryStrategy: () => null,
      maxRetriesPerRequest: 0,
    });
    away.on('error', () => undefined);
    const unreachable = new Sessions(away, { keyPrefix: 'x' }, new SystemClock());
    await expect(unreachable.find('t')).rejects.toMatchObject({ code: 'identity.sessions_unavailable', status: 503 });
    await expect(unreachable.open({ accountId: 'a', role: 'shopper' })).rejects.toMatchObject({ status: 503 });
  });

  it('keeps no token that could be used', async () => {
    const { token } = await sessions.open({ accountId: 'b', role: 'shopper' });
    const keys = await redis.keys('*session*');
    expect(keys.join(' ')).not.toContain(token);
  });

  it('seeds an account once', async () => {
    const at = { store, em, personalDataKey };
    const admin = { email: 'admin@x.example', displayName: 'Admin', role: 'admin' as const, password };
    expect(await seedAccount(at, admin)).toBe(true);
    expect(await seedAccount(at, { ...admin, password: 'another password' })).toBe(false);
    expect(await verify('admin@x.example')).toMatchObject({ role: 'admin' });
  });
});
