import type { EntityManager } from '@mikro-orm/postgresql';
import { eventStoreMigrations } from '@mercury/platform/event-store';
import { createTestDatabase, type TestDatabase } from '@mercury/platform/testing';
import { ConsumerPositions } from './consumer-positions';
import { serviceMigrations } from './positions-migration';

describe('ConsumerPositions', () => {
  let database: TestDatabase;
  let positions: ConsumerPositions;
  beforeAll(async () => {
    database = await createTestDatabase({ migrations: [...eventStoreMigrations, ...serviceMigrations] });
    positions = new ConsumerPositions(database.orm.em as EntityManager);
  });
  afterAll(() => database.drop());

  it('knows nothing of a group that is new', async () => {
    expect(await positions.load('commerce', 0, 'new')).toBeUndefined();
    expect(await positions.floors('commerce')).toEqual(new Map());
  });

  it('keeps the ids of Redis to their last digit', async () => {
    const id = '18446744073709551615-18446744073709551615';
    await positions.save('ends', 0, 'orders', id);
    expect(await positions.load('ends', 0, 'orders')).toBe(id);
  });

  it('stores the marks of all shards, and moves none of them back', async () => {
    await Promise.all([0, 1, 2].map((shard) => positions.save('commerce', shard, 'orders', `${10 + shard}-0`)));
    await Promise.all([
      positions.save('commerce', 0, 'orders', '9-18446744073709551615'),
      positions.save('commerce', 1, 'orders', '11-1'),
      positions.save('commerce', 2, 'orders', '100-0'),
    ]);
    const ids = await Promise.all([0, 1, 2].map((shard) => positions.load('commerce', shard, 'orders')));
    expect(ids).toEqual(['10-0', '11-1', '100-0']);
  });

  it('names the slowest group of each shard, until it is forgotten', async () => {
    await positions.save('commerce', 2, 'mail', '99-0');
    await positions.save('commerce', 0, 'mail', '11-0');
    expect([...(await positions.floors('commerce'))]).toEqual([
      [0, { group: 'orders', id: '10-0' }],
      [1, { group: 'orders', id: '11-1' }],
      [2, { group: 'mail', id: '99-0' }],
    ]);
    expect(await positions.forget('commerce', 'mail')).toBe(2);
    expect((await positions.floors('commerce')).get(2)).toEqual({ group: 'orders', id: '100-0' });
  });

  it('rejects while the database is away, and takes the mark at the next call', async () => {
    await database.orm.em.execute('ALTER TABLE es.consumer_positions RENAME TO elsewhere');
    await expect(positions.save('commerce', 0, 'orders', '50-0')).rejects.toThrow();
    await database.orm.em.execute('ALTER TABLE es.elsewhere RENAME TO consumer_positions');
    await positions.save('commerce', 0, 'orders', '50-0');
    expect(await positions.load('commerce', 0, 'orders')).toBe('50-0');
  });
});
