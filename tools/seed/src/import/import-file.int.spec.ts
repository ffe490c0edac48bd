import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EntityManager } from '@mikro-orm/postgresql';
import { catalogEventTypes, catalogMigrations } from '@mercury/catalog/server';
import { EventRegistry, eventStoreMigrations, PostgresEventStore } from '@mercury/platform/event-store';
import { createTestDatabase, type TestDatabase } from '@mercury/platform/testing';
import { importFile } from './import-file';

const header = 'product_id,mpn,title,brand,price_cents,released,short_description,features,ean,image';
const good = '1,AB-1,"Ink, cyan",HP,1295,2006-07-01,Ink.,type:Original|colour:Cyan,0882,http://x/1.jpg';

describe('importing a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mercury-import-'));
  let database: TestDatabase;
  let store: PostgresEventStore;
  const load = (...lines: string[]) => {
    const file = join(folder, 'products.csv');
    writeFileSync(file, [header, ...lines].join('\n'));
    return importFile(file, { store, em: database.orm.em as EntityManager });
  };

  beforeAll(async () => {
    database = await createTestDatabase({ migrations: [...eventStoreMigrations, ...catalogMigrations] });
    store = new PostgresEventStore(database.orm.em as EntityManager, new EventRegistry(catalogEventTypes));
  });
  afterAll(async () => {
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  it('loads good rows and names bad ones by line and reason', async () => {
    const report = await load(
      good,
      '2,,No price,HP,abc,,,,,',
      '3,,,HP,100,,,,,',
      '1,AB-1,Again,HP,1295,,,,,',
      '4,,Bad day,HP,100,2006-13-45,,,,',
      'too,few',
    );
    expect(report).toMatchObject({ listed: 1 });
    expect(report.bad.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      expect.stringMatching(/^3: price_cents "abc"/),
      '4: title is missing',
      '5: the product of line 2 again',
      expect.stringMatching(/^6: released "2006-13-45"/),
      '7: 2 values, the header has 10',
    ]);
  });

  it('changes nothing when the same file is loaded again, and revises what has changed', async () => {
    const before = await store.head();
    expect(await load(good)).toMatchObject({ listed: 0, revised: 0, unchanged: 1 });
    expect(await store.head()).toBe(before);
    expect(await load(good.replace('1295', '1395'))).toMatchObject({ revised: 1 });
  });
});
