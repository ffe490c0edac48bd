import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Redis } from 'ioredis';
import { EventRegistry, eventStoreMigrations, eventTypes, PostgresEventStore } from '@mercury/platform/event-store';
import { claimRedisDatabase, createTestDatabase } from '@mercury/platform/testing';
import { Relay } from './relay';
import { relayedStreams } from './relayed-streams';
import { relayMigrations } from './relay-migrations';
import { RelayState } from './relay-state';

it('a relay passes on what its process does not understand, unchanged', async () => {
  const { url, free } = await claimRedisDatabase();
  const database = await createTestDatabase({ migrations: [...eventStoreMigrations, ...relayMigrations] });
  const em = database.orm.em as EntityManager;
  const redis = new Redis(url, { protocol: 2 });
  const closed = new EventRegistry(eventTypes<{ type: 'spec.thing.done'; data: object }>({ 'spec.thing.done': {} }));
  const relay = new Relay(new PostgresEventStore(em, closed), new RelayState(em), {
    redisUrl: url,
    onError: (error) => expect(error).toBeUndefined(),
  });
  const events = [
    { type: 'spec.thing.done', data: { of: 'tomorrow' }, schemaVersion: 9 },
    { type: 'spec.thing.unheard-of', data: { of: 'elsewhere' } },
  ];
  await new PostgresEventStore(em).append(
    { streamId: 'spec.thing-1', expectedVersion: 0, events },
    { commandId: randomUUID() },
  );
  expect(await relay.relayPage()).toBe(2);
  const entries = (await Promise.all(relayedStreams.map((stream) => redis.xrange(stream, '-', '+')))).flat();
  const text = entries.map(([, fields]) => fields.join(' '));
  expect(text).toEqual([
    expect.stringMatching(/spec\.thing\.done\.v9 .*\{"of":\s?"tomorrow"\}/),
    expect.stringMatching(/spec\.thing\.unheard-of\.v1 .*\{"of":\s?"elsewhere"\}/),
  ]);
  await relay.stop();
  redis.disconnect();
  await free();
  await database.drop();
});
