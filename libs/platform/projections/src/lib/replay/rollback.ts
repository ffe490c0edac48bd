import { ConflictError } from '@mercury/platform/errors';
import type { EventStore } from '@mercury/platform/event-store';
import type { Projection } from '../projection';
import type { ProjectionWriter } from '../projection-writer';
import { exclusively } from './replay-projection';
import { registryRow } from './replay-registry';
import { finishLive, makeLive } from './swap';

/**
 * Gives readers the generation before the last swap again, brought up to date first. When it was built by another version
 * of the code it is shown as it is, and stands still until that version runs.
 */
export async function rollbackProjection(
  store: EventStore,
  projection: Projection,
  writer: ProjectionWriter,
): Promise<{ readonly generation: number; readonly version: number }> {
  return exclusively(writer, projection, () =>
    writer.em.fork().transactional(async (tx) => {
      await tx.execute("SET LOCAL lock_timeout = '5s'");
      await tx.execute('SELECT pg_advisory_xact_lock(4245, hashtext(?))', [projection.name]);
      const { previousGeneration: generation, previousVersion: version } = await registryRow(tx, projection);
      if (generation === null || version === null)
        throw new ConflictError('projections.nothing_to_roll_back', {
          message: `${projection.name} has no earlier generation to go back to`,
        });
      if (version === projection.version)
        await finishLive(tx, store, projection, writer, generation, await store.head());
      await makeLive(tx, projection, writer, { generation, version }, undefined);
      return { generation, version };
    }),
  );
}
