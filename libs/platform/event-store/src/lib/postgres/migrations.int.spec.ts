import { Client } from 'pg';
import { runMigrations } from '@mercury/platform/persistence';
import { createTestDatabase } from '@mercury/platform/testing';
import { eventStoreMigrations } from './event-store.migrations';
import { PostgresEventStore } from './postgres-event-store';
import { checkStartUpGuards } from './start-up-guards';

const released = eventStoreMigrations.slice(0, -1).map((_, index) => index + 1);

describe('A database of an earlier release', () => {
  it.each(released)(
    'with the first %i migrations becomes one of today, with its events as they were',
    async (count) => {
      const database = await createTestDatabase({ migrations: eventStoreMigrations.slice(0, count) });
      const client = new Client(database.url);
      await client.connect();
      const events = [1, 2, 3].map((n) => ({
        id: `0190b7a0-0000-7000-8000-00000000000${n}`,
        type: 'test.thing.happened',
        ver: 1,
        data: { n },
        meta: {},
      }));
      await client.query('SELECT es.append($1, $2, 0, $3)', ['test.thing-old', 'test.thing', JSON.stringify(events)]);
      const rows = 'SELECT * FROM es.events ORDER BY global_position';
      const before = (await client.query(rows)).rows;
      const names = eventStoreMigrations.slice(count).map(({ name }) => name);
      expect(await runMigrations(database.url, eventStoreMigrations)).toEqual(names);

      expect((await client.query(rows)).rows).toEqual(before);
      await checkStartUpGuards(database.em);
      const store = new PostgresEventStore(database.em);
      const added = await store.append(
        { streamId: 'test.thing-old', expectedVersion: 3, events: [{ type: 'test.thing.happened', data: { n: 4 } }] },
        { commandId: 'today' },
      );
      expect(added).toMatchObject({ position: 4, duplicate: false });
      expect((await store.readStream('test.thing-old')).map(({ data }) => data)).toEqual(
        [1, 2, 3, 4].map((n) => ({ n })),
      );
      expect((await store.readAll({ after: 0, limit: 10 })).events).toHaveLength(4);
      await client.end();
      await database.drop();
    },
  );
});
