import { createTestDatabase, type TestDatabase } from '@mercury/platform/testing';
import { describeEventStore } from '../event-store.conformance';
import { advancePositions } from './advance-positions';
import { ensureEventPartitions, partitionEvents } from './event-partitions';
import { eventStoreMigrations } from './event-store.migrations';
import { PostgresEventStore } from './postgres-event-store';
import { checkStartUpGuards } from './start-up-guards';

const SIZE = 100;

/** A store whose partitions end every hundred events, with enough of them for a suite. */
async function openPartitioned(): Promise<TestDatabase> {
  const database = await createTestDatabase({ migrations: eventStoreMigrations });
  await partitionEvents(database.em, SIZE);
  await ensureEventPartitions(database.em, 12);
  return database;
}

describeEventStore('PostgresEventStore on partitions', async () => {
  const database = await openPartitioned();
  return { store: new PostgresEventStore(database.em), close: () => database.drop() };
});

describe('A partitioned events table', () => {
  let database: TestDatabase;
  let store: PostgresEventStore;
  beforeAll(async () => {
    database = await openPartitioned();
    store = new PostgresEventStore(database.em);
  });
  afterAll(() => database.drop());

  const happened = (n: number) => ({ type: 'test.thing.happened', data: { n } });
  const append = (streamId: string, expectedVersion: number | 'any', commandId: string, count = 1) =>
    store.append(
      { streamId, expectedVersion, events: Array.from({ length: count }, (_, n) => happened(n)) },
      { commandId },
    );
  const partitionOf = async (streamId: string) => {
    const rows = await database.em.execute<{ name: string }[]>(
      'SELECT DISTINCT tableoid::regclass::text AS name FROM es.events WHERE stream_id = ?',
      [streamId],
    );
    return rows.map(({ name }) => name);
  };
  /** The plan that large partitions get: small ones would be read whole. */
  const plan = (sql: string) =>
    database.em.transactional(async (em) => {
      await em.execute('SET LOCAL enable_seqscan = off');
      await em.execute('SET LOCAL enable_bitmapscan = off');
      const rows = await em.execute<{ 'QUERY PLAN': string }[]>(`EXPLAIN ${sql}`);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });

  it('gives a stream that spans partitions back in order', async () => {
    await append('test.thing-long', 0, 'long-1', 150);
    await append('test.thing-long', 150, 'long-2', 150);
    const events = await store.readStream('test.thing-long');
    expect(events.map(({ streamPosition }) => streamPosition)).toEqual(Array.from({ length: 300 }, (_, n) => n + 1));
    expect((await partitionOf('test.thing-long')).length).toBeGreaterThanOrEqual(2);
    const page = await store.readAll({ after: 0, limit: 1_000 });
    expect(page.events.map(({ position }) => position)).toEqual([...events.map(({ position }) => position)]);
  });

  it('recognises a repeated command whose events are in an older partition', async () => {
    const first = await append('test.thing-twice', 'any', 'twice');
    await append('test.thing-between', 'any', 'between', 2 * SIZE);
    const duplicate = { ...first, duplicate: true };
    expect(await append('test.thing-twice', 'any', 'twice')).toEqual(duplicate);
    expect(await append('test.thing-twice', 1, 'twice')).toEqual(duplicate);
    const [batched] = await store.appendBatch([
      {
        stream: { streamId: 'test.thing-twice', expectedVersion: 'any', events: [happened(0)] },
        options: { commandId: 'twice' },
      },
    ]);
    expect(batched).toEqual(duplicate);
    expect(await store.readStream('test.thing-twice')).toHaveLength(1);
  });

  it('refuses a repeated command with another payload, across partitions as well', async () => {
    await append('test.thing-other', 'any', 'other');
    await append('test.thing-between', 'any', 'between-2', 2 * SIZE);
    const other = store.append(
      { streamId: 'test.thing-other', expectedVersion: 'any', events: [happened(99)] },
      { commandId: 'other' },
    );
    await expect(other).rejects.toMatchObject({ code: 'event_store.idempotency_mismatch' });
  });

  it('is append-only, by its own name and by that of each partition', async () => {
    const [partition] = await partitionOf('test.thing-long');
    for (const table of ['es.events', partition])
      for (const sql of [`UPDATE ${table} SET type = 'x'`, `DELETE FROM ${table}`, `TRUNCATE ${table}`])
        await expect(database.em.execute(sql)).rejects.toMatchObject({ code: 'ES403' });
  });

  it('passes the start-up guards', async () => {
    await expect(checkStartUpGuards(database.em)).resolves.toBeUndefined();
  });

  it('reads a page by the key of the partitions in its range alone, in their order, without a sort', async () => {
    const text = await plan(
      `SELECT * FROM es.events WHERE global_position > ${SIZE} AND global_position <= ${2 * SIZE + 5} ORDER BY global_position LIMIT 10`,
    );
    expect(text).not.toMatch(/Sort|Merge Append|Seq Scan/);
    expect(text.match(/_pkey/g)).toHaveLength(2);
  });

  it('loads a stream by the index of each partition, without a sort of its events', async () => {
    const text = await plan(
      "SELECT * FROM es.events WHERE stream_id = 'test.thing-7' AND stream_position > 0 ORDER BY stream_position",
    );
    expect(text).toContain('Merge Append');
    expect(text).not.toMatch(/-> +Sort|Seq Scan/);
  });

  it('makes partitions ahead of the head, once, whoever asks', async () => {
    const made = await Promise.all([1, 2, 3].map(() => ensureEventPartitions(database.em, 20)));
    expect(made.filter((count) => count > 0)).toHaveLength(1);
    expect(await ensureEventPartitions(database.em, 20)).toBe(0);
  });
});

describe('Partitioning a store that is in use', () => {
  it('loses no append and refuses none, and readers see every event once', async () => {
    const database = await createTestDatabase({ migrations: eventStoreMigrations });
    const store = new PostgresEventStore(database.em);
    let stopped = false;
    const write = async (writer: number) => {
      let n = 0;
      for (; !stopped; n += 1)
        await store.append(
          {
            streamId: `test.thing-${writer}`,
            expectedVersion: n,
            events: [{ type: 'test.thing.happened', data: { n } }],
          },
          { commandId: `${writer}:${n}` },
        );
      return n;
    };
    const writers = [1, 2, 3, 4].map(write);
    try {
      await partitionEvents(database.em, 1_000);
      await partitionEvents(database.em, 1_000);
    } finally {
      stopped = true;
    }
    const appended = (await Promise.all(writers)).reduce((sum, n) => sum + n, 0);
    const { events } = await store.readAll({ after: 0, limit: 100_000 });
    expect(events).toHaveLength(appended);
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(appended);
    expect(await ensureEventPartitions(database.em)).toBe(0);
    await database.drop();
  });

  it('makes what a head that was moved far ahead needs', async () => {
    const database = await createTestDatabase({ migrations: eventStoreMigrations });
    await partitionEvents(database.em, SIZE);
    await advancePositions(database.em, 10 * SIZE);
    const { position } = await new PostgresEventStore(database.em).append(
      { streamId: 'test.thing-far', expectedVersion: 0, events: [{ type: 'test.thing.happened', data: {} }] },
      { commandId: 'far' },
    );
    expect(position).toBe(10 * SIZE + 1);
    await database.drop();
  });

  it('does nothing to a store that nobody partitions', async () => {
    const database = await createTestDatabase({ migrations: eventStoreMigrations });
    expect(await ensureEventPartitions(database.em)).toBe(0);
    await database.drop();
  });
});
