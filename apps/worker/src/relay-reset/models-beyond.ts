import type { Projection, ProjectionRegistry, ProjectionWriter } from '@mercury/platform/projections';

export interface ModelBeyond {
  readonly projection: Projection;
  /** How far it has got. */
  readonly position: number;
}

/**
 * The read models that have folded what is gone. Those in Redis were not restored with the store, and may be wrong behind
 * the `fork`; those in PostgreSQL were, and would be beyond the store's `head` if they had folded the lost end since.
 */
export async function modelsBeyond(
  writer: ProjectionWriter,
  registry: ProjectionRegistry,
  { fork, head }: { readonly fork: number; readonly head: number },
): Promise<ModelBeyond[]> {
  const found: ModelBeyond[] = [];
  for (const projection of registry.all) {
    const positions = await writer.livePositions(projection);
    const position = Math.max(0, ...positions.values());
    if (position > ('tables' in projection ? head : fork)) found.push({ projection, position });
  }
  return found;
}
