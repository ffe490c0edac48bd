import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Redis } from 'ioredis';
import {
  EventRegistry,
  PostgresEventStore,
  type BatchedAppend,
  type RecordedEvent,
} from '@mercury/platform/event-store';
import {
  PausedParts,
  partOfStream,
  ProjectionRunner,
  ProjectionWriter,
  type Projection,
} from '@mercury/platform/projections';
import { createTestDatabase } from '@mercury/platform/testing';
import { allEventTypes } from '../all-event-types';
import { allMigrations } from '../all-migrations';
import { allProjections } from '../all-projections';
import type { Random } from './history/random';

/** The store and the read models, of the whole house unless others are given, on a database of their own and below Redis keys of their own. */
export async function replayWorld(readModels: readonly Projection[] = allProjections.all) {
  const database = await createTestDatabase({ migrations: allMigrations });
  const redis = new Redis(process.env['MERCURY_TEST_REDIS_URL'] as string, { protocol: 2 });
  const em = database.orm.em as EntityManager;
  const store = new PostgresEventStore(em, new EventRegistry(allEventTypes));
  const writer = new ProjectionWriter(em, redis);
  const run = randomUUID().slice(0, 8);
  // Suites share one Redis, and the name is the prefix of all keys.
  const projections = readModels.map((projection): Projection =>
    'tables' in projection ? projection : { ...projection, name: `${projection.name}-${run}` },
  );
  for (const projection of projections) await writer.install(projection);
  const world = {
    em,
    store,
    redis,
    writer,
    projections,
    /** Events that somebody folds, in their current shapes and in their order. */
    async history(projection: Projection): Promise<RecordedEvent[]> {
      const { events } = await store.readAll({ after: 0, limit: 100_000, types: projection.handles });
      return events.map((event) => store.registry.upcast(event));
    },
    /**
     * Appends a history, half of it at a time. The first half is folded as the streams give it: each part at a speed of its
     * own, in pages of any size; the second by the runner, from the store.
     */
    async live(history: readonly BatchedAppend[], random: Random): Promise<void> {
      const half = Math.floor(history.length / 2);
      await store.appendBatch(history.slice(0, half));
      for (const projection of projections) await foldParts(projection, random);
      await store.appendBatch(history.slice(half));
      for (const projection of projections) {
        const errors: unknown[] = [];
        const onError = (_: string, error: unknown) => errors.push(error);
        await new ProjectionRunner(projection, writer, new PausedParts(em), store, { onError }).catchUp();
        if (errors.length > 0) throw errors[0];
      }
    },
    async close() {
      for (const { name } of projections.filter((projection) => !('tables' in projection)))
        for await (const found of redis.scanStream({ match: `mrc:{projection:${name}}:*` }))
          if ((found as string[]).length > 0) await redis.unlink(...(found as string[]));
      redis.disconnect();
      await database.drop();
    },
  };
  async function foldParts(projection: Projection, random: Random): Promise<void> {
    let waiting = await world.history(projection);
    while (waiting.length > 0) {
      const part = partOfStream(random.pick(waiting).streamId);
      const size = random.between(1, 25);
      const page = waiting.filter(({ streamId }) => partOfStream(streamId) === part).slice(0, size);
      const prev = await writer.livePosition(projection, part);
      await writer.writeLive(projection, part, page, page.at(-1)?.position ?? 0, prev);
      waiting = waiting.filter((event) => !page.includes(event));
    }
  }
  return world;
}
