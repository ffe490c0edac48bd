import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '@mercury/platform/testing';
import { openAppenders } from './appender-watch';
import { eventStoreMigrations } from './event-store.migrations';
import { PostgresEventStore } from './postgres-event-store';

let ids = 0;

const waitingForIndex = `SELECT 1 FROM pg_stat_activity
  WHERE datname = current_database() AND query LIKE 'CREATE INDEX CONCURRENTLY%' AND wait_event_type = 'Lock'`;

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 10_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 10)))
    if (await condition()) return;
  throw new Error('not in ten seconds');
}

/** A session that appends by hand and commits when the test says so. */
class Writer {
  private constructor(private readonly client: Client) {}

  static async open(url: string): Promise<Writer> {
    const client = new Client(url);
    await client.connect();
    return new Writer(client);
  }

  async begin(): Promise<this> {
    await this.client.query('BEGIN');
    return this;
  }

  async append(stream: string, type: string): Promise<void> {
    ids += 1;
    const id = `0190b7a0-0000-7000-8000-${String(ids).padStart(12, '0')}`;
    const event = JSON.stringify([{ id, type, ver: 1, data: {}, meta: {} }]);
    await this.client.query('SELECT es.append($1, $2, NULL, $3)', [stream, 'test.thing', event]);
  }

  query(sql: string) {
    return this.client.query(sql);
  }

  async commit(): Promise<void> {
    await this.client.query('COMMIT');
  }

  async rollback(): Promise<void> {
    await this.client.query('ROLLBACK');
  }

  close(): Promise<void> {
    return this.client.end();
  }
}

describe('The shared fence, interleaving by interleaving (names as in the anchors’ table)', () => {
  let database: TestDatabase;
  let reader: PostgresEventStore;
  let one: Writer;
  let two: Writer;
  let after: number;
  const drawn = async () => {
    const { rows } = await two.query('SELECT last_value FROM es.global_position_seq WHERE is_called');
    return Number(rows[0]?.last_value ?? 0);
  };
  const seen = async () => (await reader.readAll({ after, limit: 100 })).events.map(({ type }) => type);

  beforeAll(async () => {
    database = await createTestDatabase({ migrations: eventStoreMigrations });
    reader = new PostgresEventStore(database.em);
    one = await Writer.open(database.url);
    two = await Writer.open(database.url);
  });
  beforeEach(async () => {
    // Also past numbers that the test before has rolled back.
    await until(async () => (after = await reader.head()) === (await drawn()));
  });
  // One that failed half way must not fail the next ones.
  afterEach(() => Promise.all([one.rollback(), two.rollback()]));
  afterAll(async () => {
    await Promise.all([one.close(), two.close()]);
    await database.drop();
  });

  it('D1: shows a lower position that is committed late before any higher one', async () => {
    await (await one.begin()).append('test.thing-d1a', 'low');
    await (await two.begin()).append('test.thing-d1b', 'high');
    await two.commit();
    expect(await seen()).toEqual([]);
    await one.commit();
    expect(await seen()).toEqual(['low', 'high']);
  });

  it('D2: keeps a stream in order when the second writer took its transaction id first', async () => {
    await one.begin();
    await one.query('SELECT pg_current_xact_id()');
    await two.begin();
    await two.append('test.thing-d2', 'first');
    await two.commit();
    await one.append('test.thing-d2', 'second');
    await one.commit();
    expect(await seen()).toEqual(['first', 'second']);
  });

  it('D3: is not held up by a transaction that writes but does not append', async () => {
    await two.query('CREATE TABLE IF NOT EXISTS strangers (n int)');
    await two.begin();
    await two.query('INSERT INTO strangers VALUES (1)');
    await (await one.begin()).append('test.thing-d3', 'flows');
    await one.commit();
    expect(await seen()).toEqual(['flows']);
    await two.rollback();
  });

  it('D4: would skip with a sequence that caches, which is why the guard refuses to start', async () => {
    await one.query('ALTER SEQUENCE es.global_position_seq CACHE 10');
    await one.append('test.thing-d4a', 'one draws ten numbers');
    await two.append('test.thing-d4b', 'two draws the next ten');
    const { position } = await reader.readAll({ after, limit: 100 });
    await one.append('test.thing-d4a', 'behind the reader');
    await one.query('ALTER SEQUENCE es.global_position_seq CACHE 1');
    expect((await reader.readAll({ after: position, limit: 100 })).events).toEqual([]);
    const [{ count }] = (await database.em.execute(
      `SELECT count(*)::int AS count FROM es.events WHERE type = 'behind the reader' AND global_position < ${position}`,
    )) as [{ count: number }];
    expect(count).toBe(1);
  });

  it('D3 as well: nor by such a transaction in another database of the server', async () => {
    const elsewhere = await createTestDatabase();
    const stranger = await Writer.open(elsewhere.url);
    await stranger.query('CREATE TABLE strangers (n int)');
    await (await stranger.begin()).query('INSERT INTO strangers VALUES (1)');
    await one.append('test.thing-d3b', 'flows past another database');
    expect(await seen()).toEqual(['flows past another database']);
    await stranger.rollback();
    await stranger.close();
    await elsewhere.drop();
  });

  it('D3 as well: nor by a prepared transaction that does not append, which keeps every xmin reader back', async () => {
    await two.query('CREATE TABLE IF NOT EXISTS strangers (n int)');
    await (await two.begin()).query('INSERT INTO strangers VALUES (1)');
    await two.query("PREPARE TRANSACTION 'mercury-stranger'");
    await one.append('test.thing-d3c', 'flows past a prepared stranger');
    expect(await seen()).toEqual(['flows past a prepared stranger']);
    await two.query("ROLLBACK PREPARED 'mercury-stranger'");
  });

  it('D3 as well: nor by an index that is built concurrently on a read model, and waits itself', async () => {
    await one.query('CREATE TABLE read_model (n int)');
    await (await two.begin()).query('INSERT INTO read_model VALUES (1)');
    const builder = await Writer.open(database.url);
    const building = builder.query('CREATE INDEX CONCURRENTLY read_model_n ON read_model (n)');
    await until(async () => (await one.query(waitingForIndex)).rows.length > 0);
    await one.append('test.thing-d3d', 'flows past an index');
    expect(await seen()).toEqual(['flows past an index']);
    await two.rollback();
    await building;
    await builder.close();
  });

  it('D7: waits for a running transaction at or above the snapshot’s xmax, which no other has completed behind', async () => {
    const beyond = async () => {
      await (await one.begin()).append('test.thing-d7a', 'at xmax');
      const { rows } = await two.query(
        `SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint <= max(backend_xid::text::bigint) AS beyond
           FROM pg_stat_activity WHERE backend_xid IS NOT NULL AND datname = current_database()`,
      );
      if (!rows[0].beyond) await one.rollback();
      return rows[0].beyond;
    };
    // Other specs use the same server: a transaction of theirs may have completed in between.
    await until(beyond);
    expect(await seen()).toEqual([]);
    await (await two.begin()).append('test.thing-d7b', 'above it');
    expect(await seen()).toEqual([]);
    await two.commit();
    expect(await seen()).toEqual([]);
    await one.commit();
    expect(await seen()).toEqual(['at xmax', 'above it']);
  });

  it('passes over the number of an append that was rolled back', async () => {
    await (await one.begin()).append('test.thing-r', 'undone');
    await (await two.begin()).append('test.thing-r2', 'kept');
    await two.commit();
    await one.rollback();
    expect(await seen()).toEqual(['kept']);
  });

  it('waits for a prepared transaction, which keeps its fence without a session', async () => {
    await (await one.begin()).append('test.thing-p', 'prepared');
    await one.query("PREPARE TRANSACTION 'mercury-test'");
    await two.append('test.thing-p2', 'later');
    expect(await seen()).toEqual([]);
    await one.query("COMMIT PREPARED 'mercury-test'");
    expect(await seen()).toEqual(['prepared', 'later']);
  });

  it('names the session that holds readers up', async () => {
    await (await one.begin()).append('test.thing-w', 'slow');
    const [appender, ...others] = await openAppenders(database.em);
    expect(others).toEqual([]);
    expect(appender).toMatchObject({ state: 'idle in transaction' });
    expect(appender?.ageSeconds).toBeGreaterThan(0);
    await one.rollback();
    expect(await openAppenders(database.em)).toEqual([]);
  });

  it('takes looks one at a time, however many ask at once', async () => {
    await (await one.begin()).append('test.thing-q', 'held');
    await two.append('test.thing-q2', 'free');
    const heads = await Promise.all(Array.from({ length: 20 }, () => reader.head()));
    expect(Math.max(...heads)).toBe(after);
    await one.commit();
    expect(await seen()).toEqual(['held', 'free']);
  });

  it('refuses to go on once when its store falls back to an older point, and begins anew', async () => {
    const head = await reader.head();
    await one.query(`SELECT setval('es.global_position_seq', ${head - 1})`);
    await expect(reader.head()).rejects.toMatchObject({
      code: 'event_store.rewound',
      data: { position: head, head: head - 1 },
    });
    await expect(reader.readAll({ after: head, limit: 10 })).rejects.toMatchObject({ code: 'event_store.rewound' });
    expect(await reader.head()).toBe(head - 1);
    await one.query(`SELECT setval('es.global_position_seq', ${head})`);
    expect(await reader.head()).toBe(head);
  });
});
