import { Redis } from 'ioredis';
import { claimRedisDatabase } from '@mercury/platform/testing';
import { liveRedisPrefix } from '../generation/redis-generation';
import { PausedParts } from '../paused-parts';
import type { RedisProjection } from '../projection';
import { ProjectionRunner } from '../projection-runner';
import { ProjectionWriter } from '../projection-writer';
import { specWorld } from './spec-world';

/** A database, a store, a writer, and a Redis database of their own that may be emptied: for `orderRanking`. */
export async function rankingWorld() {
  const world = await specWorld();
  const claimed = await claimRedisDatabase();
  const redis = new Redis(claimed.url, { protocol: 2 });
  const writer = new ProjectionWriter(world.em, redis);
  const runner = (projection: RedisProjection) =>
    new ProjectionRunner(projection, writer, new PausedParts(world.em), world.store, {
      backoffMs: 1,
      onError: (_, error) => world.errors.push(error),
    });
  return {
    ...world,
    redis,
    writer,
    runner,
    /** Installs a projection and folds so many new lines. */
    async live(projection: RedisProjection, lines: number) {
      await world.addLines(lines);
      await writer.install(projection);
      await runner(projection).catchUp();
    },
    /** What readers see: cents by order. */
    async rows(projection: RedisProjection) {
      return pairs(
        await redis.zrange(`${await liveRedisPrefix(redis, projection.name)}ranking`, '0', '-1', 'WITHSCORES'),
      );
    },
    /** The same, straight from the events behind a position. */
    async truth(after = 0) {
      const rows = await world.em.fork().execute<{ id: string; cents: string }[]>(
        `SELECT stream_id AS id, sum((data->>'cents')::int)::text AS cents FROM es.events
          WHERE type = 'spec.order.line-added' AND global_position > ? GROUP BY 1`,
        [after],
      );
      return Object.fromEntries(rows.map(({ id, cents }) => [id, cents]));
    },
    async close() {
      redis.disconnect();
      await claimed.free();
      await world.close();
    },
  };
}

function pairs(flat: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: flat.length / 2 }, (_, index) => [flat[2 * index] ?? '', flat[2 * index + 1] ?? '']),
  );
}
