import type { EntityManager } from '@mikro-orm/postgresql';
import { Redis } from 'ioredis';
import { eventStoreMigrations, PostgresEventStore } from '@mercury/platform/event-store';
import { claimRedisDatabase, createTestDatabase } from '@mercury/platform/testing';
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

export type RelayWorld = Awaited<ReturnType<typeof relayWorld>>;

/** A database of Redis for one suite: the relay's streams have fixed names. */
export async function relayWorld() {
  const { url: redisUrl, free } = await claimRedisDatabase();
  const redis = new Redis(redisUrl, { protocol: 2 });
  const relays: Relay[] = [];
  const errors: unknown[] = [];
  const stopRelays = async () => {
    await Promise.all(relays.splice(0).map((relay) => relay.stop()));
  };
  return {
    redis,
    errors,
    relay(
      { store, em }: Pick<SpecStore, 'store' | 'em'>,
      options: Partial<RelayOptions> = {},
      state = new RelayState(em),
    ) {
      const onError = (error: unknown) => errors.push(error);
      const relay = new Relay(store, state, { redisUrl, pageSize: 20, onError, ...options });
      relays.push(relay);
      return relay;
    },
    stopRelays,
    async close() {
      await stopRelays();
      redis.disconnect();
      await free();
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
