import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '@mercury/platform/testing';
import { describeEventStore } from '../event-store.conformance';
import { describeTypedEventStore } from '../event-types.conformance';
import { eventStoreMigrations } from './event-store.migrations';
import { PostgresEventStore } from './postgres-event-store';

describeEventStore('PostgresEventStore', async () => {
  const database = await createTestDatabase({ migrations: eventStoreMigrations });
  return { store: new PostgresEventStore(database.em), close: () => database.drop() };
});

describeTypedEventStore('PostgresEventStore', async (registry) => {
  const database = await createTestDatabase({ migrations: eventStoreMigrations });
  return { store: new PostgresEventStore(database.em, registry), close: () => database.drop() };
});

describe('PostgresEventStore', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase({ migrations: eventStoreMigrations });
  });
  afterAll(() => database.drop());

  const happened = (n: number) => ({ type: 'test.thing.happened', data: { n } });

  it('refuses to change, delete or truncate events', async () => {
    await new PostgresEventStore(database.em).append(
      { streamId: 'test.thing-1', expectedVersion: 0, events: [happened(1)] },
      { commandId: 'c1' },
    );
    for (const sql of ["UPDATE es.events SET type = 'x'", 'DELETE FROM es.events', 'TRUNCATE es.events']) {
      await expect(database.em.execute(sql)).rejects.toMatchObject({ code: 'ES403' });
    }
  });

  it('holds back a later position while an earlier one is still to be committed', async () => {
    const store = new PostgresEventStore(database.em);
    const reader = new PostgresEventStore(database.em);
    const before = await reader.head();
    const slow = database.em;
    await slow.begin();
    const event = JSON.stringify([
      { id: '0190b7a0-0000-7000-8000-000000000001', type: 'test.slow', ver: 1, data: {}, meta: {} },
    ]);
    await slow.execute('SELECT * FROM es.append(?, ?, 0, ?::jsonb)', ['test.slow-1', 'test.slow', event]);
    await store.append(
      { streamId: 'test.thing-fast', expectedVersion: 0, events: [happened(2)] },
      { commandId: 'fast' },
    );
    expect((await reader.readAll({ after: before, limit: 10 })).events).toEqual([]);
    await slow.commit();
    const page = await reader.readAll({ after: before, limit: 10 });
    expect(page.events.map(({ type }) => type)).toEqual(['test.slow', 'test.thing.happened']);
  });

  it('draws one number for 24 rivals, each of a process of its own: losers burn none', async () => {
    const rivals = Array.from({ length: 24 }, () => new PostgresEventStore(database.em));
    const drawn = async () => {
      const [row] = await database.em.execute<{ last: number }[]>(
        'SELECT last_value::int AS last FROM es.global_position_seq',
      );
      return row?.last ?? 0;
    };
    for (const expectedVersion of [0, 1]) {
      const before = await drawn();
      const outcomes = await Promise.allSettled(
        rivals.map((store, rival) =>
          store.append(
            { streamId: 'test.thing-rivals', expectedVersion, events: [happened(rival)] },
            { commandId: `rival-${expectedVersion}-${rival}` },
          ),
        ),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await drawn()).toBe(before + 1);
    }
  });

  it('lets other streams go on while somebody holds one of them', async () => {
    const store = new PostgresEventStore(database.em);
    const [held, free] = ['test.thing-held', 'test.thing-free'];
    const append = (streamId: string, expectedVersion: number) =>
      store.append(
        { streamId, expectedVersion, events: [happened(expectedVersion)] },
        { commandId: `${streamId}:${expectedVersion}` },
      );
    await Promise.all([append(held, 0), append(free, 0)]);
    const holder = new Client(database.url);
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM es.streams WHERE stream_id = $1 FOR NO KEY UPDATE', [held]);
    // The first leaves alone; the two behind it travel as a group.
    const answers = [append('test.thing-first', 0), append(held, 1), append(free, 1)];
    await Promise.all([answers[0], answers[2]]);
    expect(await append(free, 2)).toMatchObject({ duplicate: false });
    expect(await store.readStream(held)).toHaveLength(1);
    await holder.query('COMMIT');
    expect(await answers[1]).toMatchObject({ streams: [{ streamId: held, version: 2 }] });
    await holder.end();
  });

  it('writes an inline read model in the transaction of the append', async () => {
    await database.em.execute('CREATE TABLE inline_rows (n int)');
    const store = new PostgresEventStore(database.em);
    const inline = async (em: TestDatabase['em']) => void (await em.execute('INSERT INTO inline_rows VALUES (1)'));
    const append = (commandId: string) =>
      store.append({ streamId: 'test.thing-inline', expectedVersion: 0, events: [happened(1)] }, { commandId, inline });
    await append('inline-1');
    await expect(append('inline-2')).rejects.toMatchObject({ code: 'event_store.version_conflict' });
    const [row] = await database.em.execute<{ count: string }[]>('SELECT count(*) FROM inline_rows');
    expect(Number(row?.count)).toBe(1);
  });

  it('writes inline rows once, however many deliveries of one command race', async () => {
    await database.em.execute('CREATE TABLE inline_sums (id int PRIMARY KEY, total int NOT NULL)');
    await database.em.execute('CREATE TABLE inline_keys (id text PRIMARY KEY)');
    await database.em.execute('INSERT INTO inline_sums VALUES (1, 0)');
    const append = (streamId: string, sql: string) =>
      new PostgresEventStore(database.em).append(
        { streamId, expectedVersion: 0, events: [happened(1)] },
        { commandId: streamId, inline: async (em) => void (await em.execute(sql)) },
      );
    for (const [streamId, sql] of [
      ['test.thing-sum', 'UPDATE inline_sums SET total = total + 1'],
      ['test.thing-key', "INSERT INTO inline_keys VALUES ('one')"],
    ] as const) {
      const results = await Promise.all(Array.from({ length: 8 }, () => append(streamId, sql)));
      expect(results.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
      expect(new Set(results.map(({ position }) => position)).size).toBe(1);
    }
    expect(await database.em.execute('SELECT total FROM inline_sums')).toEqual([{ total: 1 }]);
  });
});
