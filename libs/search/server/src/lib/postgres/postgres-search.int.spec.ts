import { createTestDatabase, type TestDatabase } from '@mercury/platform/testing';
import { searchProjection } from '../projection/search.projection';
import { searchContract } from '../search.contract';
import { events } from '../search.fixtures';
import { PostgresSearch } from './postgres-search';

describe('the PostgreSQL engine', () => {
  let database: TestDatabase;
  let engine: PostgresSearch;

  beforeAll(async () => {
    database = await createTestDatabase();
    const em = database.em;
    await em.execute('CREATE SCHEMA search');
    for (const [name, ddl] of Object.entries(searchProjection.tables))
      for (const statement of ddl(`search.${name}`)) await em.execute(statement);
    const tx = {
      execute: <Row>(sql: string, params: readonly unknown[] = []) => em.execute<Row[]>(sql, [...params]),
      table: (name: string) => `search.${name}`,
    };
    await searchProjection.apply(events, tx);
    // A page that lists products again replaces their rows and adds none.
    await searchProjection.apply(events.slice(1, 5), tx);
    engine = new PostgresSearch(database.em, () => 0);
  });
  afterAll(() => database.drop());

  searchContract(() => engine);
});
