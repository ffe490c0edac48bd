import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EntityManager } from '@mikro-orm/postgresql';
import { catalogEventTypes, catalogMigrations } from '@mercury/catalog/server';
import { EventRegistry, eventStoreMigrations, PostgresEventStore } from '@mercury/platform/event-store';
import { createTestDatabase, type TestDatabase } from '@mercury/platform/testing';
import { importItems } from './import-items';

describe('importing the items of a folder of baskets', () => {
  const media = mkdtempSync(join(tmpdir(), 'mercury-items-'));
  const dir = join(media, 'other_shop');
  let database: TestDatabase;
  let store: PostgresEventStore;
  const load = () => importItems(dir, media, { store, em: database.orm.em as EntityManager });

  beforeAll(async () => {
    database = await createTestDatabase({ migrations: [...eventStoreMigrations, ...catalogMigrations] });
    store = new PostgresEventStore(database.orm.em as EntityManager, new EventRegistry(catalogEventTypes));
    mkdirSync(dir);
    // No title has a word that names a drawing: one parcel is drawn.
    writeFileSync(join(dir, 'items.csv'), 'item_id,title\n1,RED ONE\n2,RED ONE\n3,RED ONE\n');
    writeFileSync(join(dir, 'train.csv'), 'item_id,price\n1,2.10\n1,99\n1,2.55\n9,oops\n');
    writeFileSync(join(dir, 'test_public.csv'), 'item_id,price\n1,50\n2,0.001\n');
  });
  afterAll(async () => {
    await database.drop();
    rmSync(media, { recursive: true });
  });

  it('takes the median of what was paid, first from train, at least a cent, and names items without a price', async () => {
    expect(await load()).toMatchObject({ listed: 2, bad: [{ line: 4, reason: expect.stringMatching(/item 3/) }] });
    const rows = await database.em.execute<{ price: number }[]>(
      `SELECT (data->'variants'->0->>'priceMinor')::int AS price FROM es.events
        WHERE type = 'catalog.product.listed' ORDER BY data->>'slug'`,
    );
    expect(rows.map(({ price }) => price)).toEqual([255, 1]);
  });

  it('changes nothing the second time', async () => {
    const before = await store.head();
    expect(await load()).toMatchObject({ listed: 0, unchanged: 2 });
    expect(await store.head()).toBe(before);
  });

  it('says what a folder lacks', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'mercury-empty-'));
    await expect(importItems(empty, media, { store, em: database.orm.em as EntityManager })).rejects.toThrow(
      /no items\.csv\.gz/,
    );
    rmSync(empty, { recursive: true });
  });
});
