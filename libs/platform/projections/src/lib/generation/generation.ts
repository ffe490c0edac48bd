import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { Redis } from 'ioredis';
import { isPostgres, type Projection } from '../projection';
import { createTables, digestTables, dropTables, exposeTables } from './postgres-generation';
import {
  checkpointKey,
  digestKeys,
  dropKeys,
  liveKey,
  redisPrefix,
  setRedisPositions,
  type LiveStart,
} from './redis-generation';

/** Makes the place of a generation. In Redis it begins to exist with its first key. */
export async function createGeneration(em: SqlEntityManager, projection: Projection, generation: number) {
  if (isPostgres(projection)) await createTables(em, projection, generation);
}

/** Lets readers see a generation. Inside a transaction the views change with it; Redis changes at once. */
export async function exposeGeneration(
  em: SqlEntityManager,
  redis: Redis,
  projection: Projection,
  generation: number,
): Promise<void> {
  if (isPostgres(projection)) await exposeTables(em, projection, generation);
  else await redis.set(liveKey(projection), generation);
}

/** Removes the tables and checkpoints of a generation. Keys in Redis are dropped when this is committed: dropGenerationKeys. */
export async function dropGeneration(em: SqlEntityManager, projection: Projection, generation: number): Promise<void> {
  if (isPostgres(projection)) await dropTables(em, projection, generation);
  await em.execute('DELETE FROM es.checkpoints WHERE projection = ? AND version = ?', [projection.name, generation]);
}

/** Removes the keys of a generation that the registry does not name any more. */
export async function dropGenerationKeys(redis: Redis, projection: Projection, generation: number): Promise<void> {
  if (!isPostgres(projection)) await dropKeys(redis, redisPrefix(projection, generation));
}

/** Equal for equal content, whatever its order on disk. */
export function digestGeneration(
  em: SqlEntityManager,
  redis: Redis,
  projection: Projection,
  generation: number,
): Promise<string> {
  if (isPostgres(projection)) return digestTables(em, projection, generation);
  const prefix = redisPrefix(projection, generation);
  return projection.digest?.(redis, prefix) ?? digestKeys(redis, prefix);
}

/** Where each part of a generation is; a part without an event yet is missing. */
export async function positionsOf(
  em: SqlEntityManager,
  redis: Redis,
  projection: Projection,
  generation: number,
): Promise<Map<number, number>> {
  if (!isPostgres(projection)) {
    const fields = await redis.hgetall(checkpointKey(redisPrefix(projection, generation)));
    return new Map(Object.entries(fields).map(([part, position]) => [Number(part), Number(position)]));
  }
  const rows = await em.execute<{ part: number; position: string }[]>(
    'SELECT part, position FROM es.checkpoints WHERE projection = ? AND version = ?',
    [projection.name, generation],
  );
  return new Map(rows.map(({ part, position }) => [part, Number(position)]));
}

/** Sets the checkpoints of many parts at once, for a generation that becomes live where its builders' marks are. */
export async function setPositions(
  em: SqlEntityManager,
  redis: Redis,
  projection: Projection,
  generation: number,
  to: LiveStart,
): Promise<void> {
  if (!isPostgres(projection)) return setRedisPositions(redis, projection, redisPrefix(projection, generation), to);
  await em.execute(
    `INSERT INTO es.checkpoints (projection, version, part, position)
     SELECT ?::text, ?::int, p::int, ?::bigint FROM jsonb_array_elements_text(?::jsonb) AS p
     ON CONFLICT (projection, version, part) DO UPDATE SET position = excluded.position, updated_at = now()`,
    [projection.name, generation, to.position, JSON.stringify(to.parts)],
  );
}
