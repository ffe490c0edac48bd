import type { Projection, ProjectionWriter } from '@mercury/platform/projections';

/**
 * Redis may hold generations of a read model that the restored registry has never heard of, and whose numbers it will give
 * out again. Readers are led to the one that the registry knows, and the keys of all others go.
 */
export async function dropStaleGenerations(writer: ProjectionWriter, projection: Projection): Promise<void> {
  await writer.install(projection);
  if ('tables' in projection) return;
  const live = (await writer.live(projection))?.generation;
  const all = `mrc:{projection:${projection.name}}:g`;
  for await (const found of writer.redis.scanStream({ match: `${all}*`, count: 500 })) {
    const stale = (found as string[]).filter((key) => !key.startsWith(`${all}${live}:`));
    if (stale.length > 0) await writer.redis.unlink(...stale);
  }
}
