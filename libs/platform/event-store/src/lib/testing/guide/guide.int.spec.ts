import type { EntityManager } from '@mikro-orm/postgresql';
import { CommandBus } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { EventStore, eventStoreMigrations, PostgresSnapshotStore, VersionConflictError } from '../../../index';
import { createTestDatabase, type TestDatabase } from '@mercury/platform/testing';
import { importReturns, returnBook, swapReaders } from './appending';
import { ExtendLoan } from './extend-loan.handler';
import { lendingModule } from './lending.module';
import { LostBookProcess } from './lost-book.process';
import { readEverything, withSnapshots } from './reading';

describe('the samples of the guide, on PostgreSQL', () => {
  let database: TestDatabase;
  let app: Awaited<ReturnType<typeof start>>;
  let store: EventStore;
  const start = async () => {
    const module = await Test.createTestingModule({ imports: [lendingModule(database.url)] }).compile();
    return module.createNestApplication({ logger: false }).init();
  };
  beforeAll(async () => {
    database = await createTestDatabase({ migrations: eventStoreMigrations });
    await database.em.execute('CREATE SCHEMA lending');
    await database.em.execute('CREATE TABLE lending.open_loans (loan_id text PRIMARY KEY)');
    await database.em.execute("INSERT INTO lending.open_loans VALUES ('l-3')");
    app = await start();
    store = app.get(EventStore);
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const begin = (loanId: string) =>
    store.append(
      {
        streamId: `lending.loan-${loanId}`,
        expectedVersion: 0,
        events: [
          { type: 'lending.loan.started', data: { loanId, bookId: 'b-1', readerId: 'r-1', dueOn: '2026-12-01' } },
        ],
      },
      { commandId: `begin ${loanId}` },
    );
  const typesOf = async (loanId: string) => (await store.readStream(`lending.loan-${loanId}`)).map(({ type }) => type);

  it('a command goes through the bus', async () => {
    await begin('l-1');
    await app.get(CommandBus).execute(new ExtendLoan('extend l-1', 'l-1', '2026-12-15'));
    expect(await typesOf('l-1')).toEqual(['lending.loan.started', 'lending.loan.extended']);
  });

  it('two streams move together or not at all', async () => {
    await begin('l-2');
    await expect(swapReaders(store, { id: 'l-2', version: 7 }, '2027-01-01')).rejects.toThrow(VersionConflictError);
    expect(await typesOf('l-2-next')).toEqual([]);
    await swapReaders(store, { id: 'l-2', version: 1 }, '2027-01-01');
    expect(await typesOf('l-2-next')).toEqual(['lending.loan.started']);
  });

  it('an inline row is written with its event, and an import twice adds nothing', async () => {
    await begin('l-3');
    await returnBook(store, { id: 'l-3', version: 1 });
    expect(await database.em.execute('SELECT * FROM lending.open_loans')).toEqual([]);
    const first = await importReturns(store, ['l-4', 'l-5']);
    const second = await importReturns(store, ['l-4', 'l-5']);
    expect(second).toEqual(first.map((result) => ({ ...result, duplicate: true })));
  });

  it('a process manager acts once on an event that comes twice', async () => {
    await begin('l-6');
    const process = new LostBookProcess(store);
    const message = { headers: { eventId: 'found-1' }, facts: { stream: 's', id: '1-0' } };
    await process.bookFound({ loanId: 'l-6' }, message);
    await process.bookFound({ loanId: 'l-6' }, message);
    expect(await typesOf('l-6')).toEqual(['lending.loan.started', 'lending.loan.returned']);
  });

  it('everything is read in order, and a snapshot loads the same state', async () => {
    const seen: number[] = [];
    const end = await readEverything(store, 0, ({ position }) => seen.push(position));
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect([end, seen.length]).toEqual([await store.head(), seen.length]);
    expect(await readEverything(store, end, () => fail('nothing is left'))).toBe(end);
    const loans = withSnapshots(store, new PostgresSnapshotStore(database.orm.em as EntityManager));
    expect((await loans.load('l-1')).state).toEqual({ status: 'open', dueOn: '2026-12-15', extensions: 1 });
  });
});
