import type { EntityManager } from '@mikro-orm/postgresql';
import { Redis } from 'ioredis';
import { eventStoreMigrations, PostgresEventStore } from '@mercury/platform/event-store';
import { createTestDatabase } from '@mercury/platform/testing';
import { Relay, type RelayOptions } from '../relay';
import { relayMigrations } from '../relay-migrations';
import { RelayState } from '../relay-state';
import { relayedStreams } from '../relayed-streams';

/** A store of one suite, with its appends by number: the same number is the same event, in any store. */
export async function openStore() {
  const database = await createTestDatabase({ migrations: [...eventStoreMigrations, ...relayMigrations] });
  const em = database.orm.em as EntityManager;
  const store = new PostgresEventStore(em);
  return {
    database,
    em,
    store,
    /** Events `from` to `to`, to thirty streams. In stores that are alike they get the same ids and positions. */
    append: (from: number, to: number, of = 'spec') =>
      store.appendBatch(
        Array.from({ length: to - from + 1 }, (_, index) => ({
          stream: {
            streamId: `${of}.thing-${(from + index) % 30}`,
            expectedVersion: 'any' as const,
            events: [{ type: `${of}.thing.done`, data: { number: from + index } }],
          },
          options: { commandId: `${of}:${from + index}` },
        })),
      ),
  };
}

export type SpecStore = Awaited<ReturnType<typeof openStore>>;

/** Redis of one suite: the relay's streams have fixed names, so each suite names a database of its own. */
export function relayWorld(redisDatabase: number) {
  const redisUrl = `${process.env['MERCURY_TEST_REDIS_URL']}/${redisDatabase}`;
  const redis = new Redis(redisUrl, { protocol: 2 });
  const relays: Relay[] = [];
  const errors: unknown[] = [];
  return {
    redis,
    errors,
    relay({ store, em }: Pick<SpecStore, 'em'> & { store: PostgresEventStore }, options: Partial<RelayOptions> = {}) {
      const onError = (error: unknown) => errors.push(error);
      const relay = new Relay(store, new RelayState(em), { redisUrl, pageSize: 20, onError, ...options });
      relays.push(relay);
      return relay;
    },
    async stopRelays() {
      await Promise.all(relays.splice(0).map((relay) => relay.stop()));
    },
    /** All positions in the streams; throws when an entry does not name the one before it. */
    async relayed(): Promise<number[]> {
      const positions: number[] = [];
      for (const stream of relayedStreams) {
        let before = 0;
        for (const [id, fields] of await redis.xrange(stream, '-', '+')) {
          const prev = Number(fields[fields.indexOf('prev') + 1]);
          if (prev !== before) throw new Error(`${stream} ${id} says that ${prev} comes before it, not ${before}`);
          before = Number(id.split('-')[0]);
          positions.push(before);
        }
      }
      return positions.sort((a, b) => a - b);
    },
  };
}

export async function drain(relay: Relay): Promise<void> {
  while ((await relay.relayPage()) > 0);
}

/** Looks every 10 ms; throws `what` when it is not so within ten seconds. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 10_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 10)))
    if (await condition()) return;
  throw new Error(`not in ten seconds: ${what}`);
}

export function upTo(last: number, first = 1): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
