import { Redis } from 'ioredis';
import { Client } from 'pg';
import { eventStoreMigrations } from '@mercury/platform/event-store';
import { projectionMigrations, replayProjection } from '@mercury/platform/projections';
import { relayMigrations } from '@mercury/platform/relay';
import { ConsumerPositions, serviceMigrations } from '@mercury/platform/service';
import { claimRedisDatabase, createTestDatabase, type TestDatabase } from '@mercury/platform/testing';
import { registry, Shop, until } from '../testing/restored-shop';
import { runReset } from './run-reset';

jest.setTimeout(120_000);

describe('worker:relay-reset, after PostgreSQL was restored to an older point', () => {
  let database: TestDatabase;
  let redis: Redis;
  let claimed: Awaited<ReturnType<typeof claimRedisDatabase>>;
  const backup = `mercury_test_backup_${process.pid}`;
  const openings: Shop[] = [];

  beforeAll(async () => {
    const migrations = [...eventStoreMigrations, ...relayMigrations, ...projectionMigrations, ...serviceMigrations];
    database = await createTestDatabase({ migrations });
    await database.orm.close(true);
    claimed = await claimRedisDatabase();
    redis = new Redis(claimed.url, { protocol: 2 });
  });
  afterAll(async () => {
    for (const shop of openings) await shop.close();
    redis.disconnect();
    await claimed.free();
    await admin(`DROP DATABASE IF EXISTS ${backup} WITH (FORCE)`);
    await database.drop();
  });

  const open = async (url: string) => {
    const shop = await Shop.open(url, redis, claimed.url);
    openings.push(shop);
    return shop;
  };

  it('the shop refuses what is gone, says so, and converges after the reset', async () => {
    const first = await open(database.url);
    await first.start();
    await first.append(1, 120);
    await first.converged();
    await first.close();
    await admin(`CREATE DATABASE ${backup} TEMPLATE ${new URL(database.url).pathname.slice(1)}`);

    const second = await open(database.url);
    await second.start();
    await second.append(121, 180);
    await second.converged();
    await second.close();

    const url = new URL(database.url);
    url.pathname = `/${backup}`;
    const restored = await open(url.toString());
    // New customers, before anybody has noticed: their events draw the positions of those that are gone.
    await restored.append(501, 520);
    await restored.start();
    await until('the relay refuses', () => restored.relay.role === 'refusing');
    await until('a read model refuses', () => restored.errors.some((error) => error.includes('was restored')));
    await restored.rowsRight();

    // A service that ran on has noted as handled what is gone; another topic has ids of its own.
    const marks = new ConsumerPositions(restored.writer.em);
    await Promise.all([
      marks.save('commerce', 0, 'billing', '177-0'),
      marks.save('mail', 0, 'billing', '1764300000000-5'),
    ]);

    const said: string[] = [];
    const reset = (options: { dryRun: boolean; confirm: boolean }) => {
      said.length = 0;
      return runReset(restored.connection, registry, { redeliver: 1_000, ...options }, (line) => said.push(line));
    };
    const untouched = await restored.relayed();
    expect(await reset({ dryRun: true, confirm: false })).toBe(true);
    expect(said).toEqual(
      expect.arrayContaining([
        'the streams hold 60 events that the store does not; both share everything up to position 120',
        "the store's next position, 141, becomes 181",
        'read model trending has folded what is gone: it is rebuilt',
        'dry run: nothing was changed',
      ]),
    );
    expect(await reset({ dryRun: false, confirm: false })).toBe(false);
    expect(await restored.relayed()).toEqual(untouched);

    expect(await reset({ dryRun: false, confirm: true })).toBe(true);
    expect(await marks.load('commerce', 0, 'billing')).toBe('0-0');
    expect(await marks.load('mail', 0, 'billing')).toBe('1764300000000-5');
    await restored.append(521, 560);
    await restored.converged();
    expect(restored.relay.role).toBe('leader');
    const positions = await restored.positions();
    expect(positions).toHaveLength(180);
    expect(positions.slice(-41)).toEqual([140, ...Array.from({ length: 40 }, (_, index) => 181 + index)]);
    expect(await restored.relayed()).toEqual(positions);
    for (const projection of registry.all) {
      const { equal } = await replayProjection(restored.store, projection, restored.writer, { dryRun: true });
      expect([projection.name, equal]).toEqual([projection.name, true]);
    }
    expect(await reset({ dryRun: false, confirm: true })).toBe(true);
    expect(said).toEqual([expect.stringContaining('nothing to do')]);
  });
});

async function admin(sql: string): Promise<void> {
  const client = new Client(process.env['MERCURY_TEST_DATABASE_URL']);
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
