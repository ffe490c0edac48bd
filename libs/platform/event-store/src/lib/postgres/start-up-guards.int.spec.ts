import { createTestDatabase, type TestDatabase } from '@mercury/platform/testing';
import { eventStoreMigrations } from './event-store.migrations';
import { checkStartUpGuards } from './start-up-guards';

describe('checkStartUpGuards', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase({ migrations: eventStoreMigrations });
  });
  afterAll(() => database.drop());

  /** Runs the guards in a session of its own settings, undone afterwards. */
  const guardedAfter = (...statements: string[]) =>
    database.em
      .transactional(async (em) => {
        for (const sql of statements) await em.execute(sql);
        const outcome = await checkStartUpGuards({ fork: () => em } as never).then(
          () => 'safe',
          (error: { condition?: string }) => error.condition ?? String(error),
        );
        throw Object.assign(new Error('undo'), { outcome });
      })
      .catch((error: { outcome?: string }) => error.outcome ?? String(error));

  it('accepts a database as the migrations make it', async () => {
    await expect(checkStartUpGuards(database.em)).resolves.toBeUndefined();
  });

  it.each([
    ['sequence-cache', 'ALTER SEQUENCE es.global_position_seq CACHE 10'],
    ['isolation', "SET LOCAL default_transaction_isolation = 'repeatable read'"],
    ['durability', 'SET LOCAL synchronous_commit = off'],
    ['append-only', 'ALTER TABLE es.events DISABLE TRIGGER events_append_only'],
  ])('names the condition %s', async (condition, sql) => {
    expect(await guardedAfter(sql)).toBe(condition);
  });

  it('names grants that let a role write past es.append', async () => {
    expect(
      await guardedAfter(
        'CREATE ROLE mercury_guard_test',
        'GRANT USAGE ON SCHEMA es TO mercury_guard_test',
        'GRANT SELECT, INSERT ON es.events TO mercury_guard_test',
        'GRANT SELECT ON es.global_position_seq TO mercury_guard_test',
        'SET LOCAL ROLE mercury_guard_test',
      ),
    ).toBe('grants');
  });

  it('says that the migrations are missing', async () => {
    expect(await guardedAfter('ALTER SCHEMA es RENAME TO gone', 'CREATE SCHEMA es', 'CREATE TABLE es.events ()')).toBe(
      'sequence-cache',
    );
  });
});
