import { dropGenerationKeys } from '../generation/generation';
import { checkpointKey, redisPrefix } from '../generation/redis-generation';
import { isPostgres, type Projection } from '../projection';
import type { ProjectionWriter } from '../projection-writer';

/**
 * Does in Redis what a change of the registry means, once that is committed, since no rollback takes it back: shows readers
 * the live generation, and drops the marks of its builders and the keys of the `obsolete` one. Killed before, readers see the
 * generation before, complete as of the swap, until the projection is installed again; keys and marks too many stay behind.
 */
export async function settleRedis(
  projection: Projection,
  writer: ProjectionWriter,
  obsolete: number | null,
): Promise<void> {
  if (isPostgres(projection)) return;
  await writer.install(projection);
  const live = await writer.live(projection);
  if (live) await dropBuildFields(projection, writer, live.generation);
  if (obsolete !== null) await dropGenerationKeys(writer.redis, projection, obsolete);
}

async function dropBuildFields(projection: Projection, writer: ProjectionWriter, generation: number): Promise<void> {
  const key = checkpointKey(redisPrefix(projection, generation));
  const fields = (await writer.redis.hkeys(key)).filter((field) => field.startsWith('-'));
  if (fields.length > 0) await writer.redis.hdel(key, ...fields);
}
