import { createTestDatabase, type TestDatabase } from '@mercury/platform/testing';
import { AggregateRepository, type Aggregate } from '../aggregate';
import { eventStoreMigrations } from '../postgres/event-store.migrations';
import { PostgresEventStore } from '../postgres/postgres-event-store';
import { PostgresSnapshotStore } from './postgres-snapshot-store';

type Counted = { readonly type: 'test.counter.counted'; readonly data: { readonly by: number } };

const counter: Aggregate<{ sum: number }, Counted> = {
  streamType: 'test.counter',
  initialState: () => ({ sum: 0 }),
  evolve: ({ sum }, { data }) => ({ sum: sum + data.by }),
};

describe('Snapshots', () => {
  let database: TestDatabase;
  let store: PostgresEventStore;
  const repository = (schema: string) =>
    new AggregateRepository(store, counter, { store: new PostgresSnapshotStore(database.em), schema, every: 10 });
  const count = async (id: string, times: number, schema = 'v1') => {
    for (let n = 0; n < times; n += 1) {
      const loaded = await repository(schema).load(id);
      const events: Counted[] = [{ type: 'test.counter.counted', data: { by: loaded.version + 1 } }];
      await repository(schema).append(loaded, events, { commandId: `${id}:${loaded.version}` });
    }
  };
  const rows = (id: string) =>
    database.em.execute('SELECT version::int, state FROM es.snapshots WHERE stream_id = ?', [`test.counter-${id}`]);

  beforeAll(async () => {
    database = await createTestDatabase({ migrations: eventStoreMigrations });
    store = new PostgresEventStore(database.em);
  });
  afterAll(() => database.drop());

  it('are written at every tenth event, and spare reading what came before', async () => {
    await count('a', 23);
    expect(await rows('a')).toEqual([{ version: 20, state: { sum: 210 } }]);
    const read = jest.spyOn(store, 'readStream');
    expect(await repository('v1').load('a')).toMatchObject({ version: 23, state: { sum: 276 } });
    expect(read.mock.calls).toEqual([['test.counter-a', { afterVersion: 19 }]]);
    read.mockRestore();
  });

  it('give the same state as the whole stream when they are deleted, corrupt, or of an older schema', async () => {
    await count('b', 12);
    const whole = await new AggregateRepository(store, counter).load('b');
    expect(await repository('v2').load('b')).toEqual(whole);
    await database.em.execute(`UPDATE es.snapshots SET version = 4000 WHERE stream_id = 'test.counter-b'`);
    expect(await repository('v1').load('b')).toEqual(whole);
    await database.em.execute('DELETE FROM es.snapshots');
    expect(await repository('v1').load('b')).toEqual(whole);
  });

  it('of a new schema replace those of the old one', async () => {
    await count('c', 10);
    await count('c', 10, 'v2');
    expect(await repository('v2').load('c')).toMatchObject({ version: 20, state: { sum: 210 } });
    expect(await repository('v1').load('c')).toMatchObject({ version: 20, state: { sum: 210 } });
  });

  it('do not stop a command when they cannot be written', async () => {
    const broken = { find: () => Promise.reject(new Error('no')), save: () => Promise.reject(new Error('no')) };
    const repositoryOnSand = new AggregateRepository(store, counter, { store: broken, schema: 'v1', every: 1 });
    const loaded = await repositoryOnSand.load('d');
    await repositoryOnSand.append(loaded, [{ type: 'test.counter.counted', data: { by: 5 } }], { commandId: 'd' });
    expect(await repositoryOnSand.load('d')).toMatchObject({ version: 1, state: { sum: 5 } });
  });
});
