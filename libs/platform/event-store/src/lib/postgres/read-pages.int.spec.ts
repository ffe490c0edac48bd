import { createTestDatabase, type TestDatabase } from '@mercury/platform/testing';
import { eventStoreMigrations } from './event-store.migrations';
import { SCAN_POSITIONS } from './read-pages';
import { PostgresEventStore } from './postgres-event-store';

describe('A reader of few types in a long history', () => {
  let database: TestDatabase;
  let store: PostgresEventStore;
  beforeAll(async () => {
    database = await createTestDatabase({ migrations: eventStoreMigrations });
    store = new PostgresEventStore(database.em);
  });
  afterAll(() => database.drop());

  let commands = 0;
  const append = (type: string) =>
    store.append(
      { streamId: 'test.thing-1', expectedVersion: 'any', events: [{ type, data: {} }] },
      { commandId: `${type}-${(commands += 1)}` },
    );
  const jump = (to: number) => database.em.execute('SELECT setval(?, ?)', ['es.global_position_seq', to]);

  it('looks through so many positions a page and no more, says how far it came, and never passes the head', async () => {
    const types = ['test.rare'];
    await append('test.common');
    await jump(2 * SCAN_POSITIONS);
    const { position: rare } = await append('test.rare');
    const end = await store.head();
    const pages: { position: number; found: number[] }[] = [];
    for (let after = 0; ;) {
      const page = await store.readAll({ after, limit: 10, types });
      if (page.position === after) break;
      after = page.position;
      pages.push({ position: after, found: page.events.map(({ position }) => position) });
    }
    expect(pages).toEqual([
      { position: SCAN_POSITIONS, found: [] },
      { position: 2 * SCAN_POSITIONS, found: [] },
      { position: end, found: [rare] },
    ]);
  });

  it('fills pages half at least, from windows that grow, and neither skips nor repeats', async () => {
    const after = await store.head();
    const wanted: number[] = [];
    for (const gap of [3_000, 100, 20_000, 4]) {
      await jump((await store.head()) + gap);
      wanted.push((await append('test.rare')).position);
    }
    const end = await store.head();
    const pages: number[][] = [];
    for (let from = after; from < end;) {
      const { events, position } = await store.readAll({ types: ['test.rare'], after: from, upTo: end, limit: 3 });
      pages.push(events.map((event) => event.position));
      from = position;
    }
    expect(pages.flat()).toEqual(wanted);
    expect(pages.map(({ length }) => length)).toEqual([2, 2]);
  });

  it('stops at the position that it was told to stop at', async () => {
    const page = await store.readAll({ after: 10, limit: 10, types: ['test.rare'], upTo: 77 });
    expect(page).toEqual({ events: [], position: 77 });
  });
});
