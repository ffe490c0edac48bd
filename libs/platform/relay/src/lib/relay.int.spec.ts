import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Redis } from 'ioredis';
import { eventStoreMigrations, PostgresEventStore } from '@mercury/platform/event-store';
import { createTestDatabase, type TestDatabase } from '@mercury/platform/testing';
import { Relay } from './relay';
import { relayedStreams } from './relayed-streams';
import { relayMigrations } from './relay-migrations';
import { RelayState } from './relay-state';

// Databases are made and read models replayed: seconds on a machine that does much else.
jest.setTimeout(60_000);

/** The relay's streams have fixed names, so it gets a database of Redis to itself. */
const url = () => `${process.env['MERCURY_TEST_REDIS_URL']}/9`;

describe('the relay', () => {
  let database: TestDatabase;
  let store: PostgresEventStore;
  let redis: Redis;
  const relays: Relay[] = [];

  beforeEach(async () => {
    database = await createTestDatabase({ migrations: [...eventStoreMigrations, ...relayMigrations] });
    store = new PostgresEventStore(database.orm.em as EntityManager);
    redis = new Redis(url(), { protocol: 2 });
    await redis.flushdb();
  });
  afterEach(async () => {
    await Promise.all(relays.splice(0).map((relay) => relay.stop()));
    redis.disconnect();
    await database.drop();
  });

  const newRelay = () => {
    const state = new RelayState(database.orm.em as EntityManager);
    const relay = new Relay(store, state, { redisUrl: url(), pageSize: 20, onError: () => undefined });
    relays.push(relay);
    return relay;
  };
  const drain = async (relay: Relay) => {
    while ((await relay.relayPage()) > 0);
  };
  const append = (events: number) =>
    store.appendBatch(
      Array.from({ length: events }, (_, index) => ({
        stream: {
          streamId: `spec.thing-${index % 30}`,
          expectedVersion: 'any',
          events: [{ type: 'spec.thing.done', data: { index } }],
        },
        options: { commandId: randomUUID() },
      })),
    );

  /** All positions in the streams; every entry names the one before it. */
  async function relayed(): Promise<number[]> {
    const positions: number[] = [];
    for (const stream of relayedStreams) {
      let before = 0;
      for (const [id, fields] of await redis.xrange(stream, '-', '+')) {
        expect(Number(fields[fields.indexOf('prev') + 1])).toBe(before);
        before = Number(id.split('-')[0]);
        positions.push(before);
      }
    }
    return positions.sort((a, b) => a - b);
  }
  const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

  it('publishes every event once, also when two relays run and one begins anew', async () => {
    await append(90);
    const [first, second] = [newRelay(), newRelay()];
    await Promise.all([drain(first), drain(second)]);
    await append(30);
    const third = newRelay();
    await third.resume();
    expect(third.position).toBe(90);
    await Promise.all([drain(third), drain(first)]);
    expect(await relayed()).toEqual(upTo(120));
  });

  it('notices at the next event that Redis was emptied under it, and publishes everything again', async () => {
    const relay = newRelay();
    await append(60);
    await drain(relay);
    await redis.flushdb();
    await append(30);
    await expect(relay.relayPage()).rejects.toThrow('lost entries');
    expect(await relayed()).toEqual([]);
    await relay.resume();
    await drain(relay);
    expect(await relayed()).toEqual(upTo(90));
  });

  it('publishes again what one stream lost', async () => {
    const relay = newRelay();
    await append(60);
    await drain(relay);
    const lost = relayedStreams.filter((stream) => stream.includes('commerce'))[3] as string;
    await redis.del(lost);
    const after = newRelay();
    await after.resume();
    expect(after.position).toBe(0);
    await drain(after);
    expect(await relayed()).toEqual(upTo(60));
  });
});
