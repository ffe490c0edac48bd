import { createTestDatabase, type TestDatabase } from '@mercury/platform/testing';
import { eventStoreMigrations } from './event-store.migrations';
import { selectedPageStatement } from './read-pages';
import { PostgresEventStore } from './postgres-event-store';

interface Plan {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly Plan[];
}

describe('The plans of the store’s reads, on a table that has been filled and analysed', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase({ migrations: eventStoreMigrations });
    const store = new PostgresEventStore(database.em);
    const appends = Array.from({ length: 4_000 }, (_, n) => ({
      stream: {
        streamId: `test.thing-${n % 500}`,
        expectedVersion: 'any' as const,
        events: [{ type: 'test.thing.happened', data: { n } }],
      },
      options: { commandId: `plan-${n}` },
    }));
    await store.appendBatch(appends);
    await database.em.execute('ANALYZE es.events');
    await database.em.execute('ANALYZE es.streams');
  });
  afterAll(() => database.drop());

  const nodes = async (sql: string, em = database.em): Promise<Plan[]> => {
    const [row] = await em.execute<{ 'QUERY PLAN': { Plan: Plan }[] }[]>(`EXPLAIN (FORMAT JSON) ${sql}`);
    const flat = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flat)];
    return flat(row?.['QUERY PLAN'][0]?.Plan as Plan);
  };

  it('a page is a range of the primary key, without a sort', async () => {
    const plan = await nodes(
      'SELECT * FROM es.events WHERE global_position > 100 AND global_position <= 4000 ORDER BY global_position LIMIT 500',
    );
    expect(plan.map((node) => node['Node Type'])).toEqual(['Limit', 'Index Scan']);
    expect(plan[1]?.['Index Name']).toBe('events_pkey');
  });

  it.each([
    ['all streams', 1],
    ['one share of them', 4],
  ])('a page of some types, of %s, is the same range: others fall away as it is read', async (_, of) => {
    const em = database.em;
    const plan = await em.transactional(async (tx) => {
      // The plan that a connection keeps: made without the values.
      await tx.execute('SET LOCAL plan_cache_mode = force_generic_plan');
      await tx.execute(`PREPARE selected (bigint, bigint, bigint, text[], int, int) AS ${selectedPageStatement.text}`);
      const found = await nodes(`EXECUTE selected (100, 4000, 500, '{test.thing.happened}', ${of}, 0)`, tx);
      await tx.execute('DEALLOCATE selected');
      return found;
    });
    expect(plan.map((node) => node['Node Type'])).toEqual(['Limit', 'Index Scan']);
    expect(plan[1]?.['Index Name']).toBe('events_pkey');
    expect(plan[1]?.['Index Cond']).toContain('global_position >');
  });

  it('a load is a range of (stream, position), without a sort', async () => {
    const plan = await nodes(
      "SELECT * FROM es.events WHERE stream_id = 'test.thing-7' AND stream_position > 0 ORDER BY stream_position",
    );
    expect(plan.map((node) => node['Node Type'])).not.toContain('Seq Scan');
    expect(plan.at(-1)?.['Index Name']).toBe('events_stream_uq');
  });

  it('a repeated command is looked up by the ids of its events', async () => {
    const plan = await nodes(
      `SELECT 1 FROM es.events WHERE event_id = ANY ('{0190b7a0-0000-7000-8000-000000000001,0190b7a0-0000-7000-8000-000000000002}')`,
    );
    expect(plan.at(-1)?.['Index Name']).toBe('events_id_uq');
  });

  it('a version is raised without touching an index', async () => {
    const version = async () => {
      await database.em.execute('SELECT pg_stat_force_next_flush()');
      const [row] = await database.em.execute<{ hot: string; all: string }[]>(
        "SELECT n_tup_hot_upd AS hot, n_tup_upd AS all FROM pg_stat_user_tables WHERE relname = 'streams'",
      );
      return { hot: Number(row?.hot), all: Number(row?.all) };
    };
    const before = await version();
    for (let n = 0; n < 20; n += 1)
      await new PostgresEventStore(database.em).append(
        { streamId: 'test.thing-hot', expectedVersion: n, events: [{ type: 'test.thing.happened', data: {} }] },
        { commandId: `hot-${n}` },
      );
    const after = await version();
    expect(after.all - before.all).toBeGreaterThanOrEqual(19);
    expect(after.hot - before.hot).toBeGreaterThanOrEqual((after.all - before.all) * 0.8);
  });
});
