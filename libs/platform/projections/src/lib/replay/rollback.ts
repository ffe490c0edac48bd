import { ConflictError } from '@mercury/platform/errors';
import type { EventStore } from '@mercury/platform/event-store';
import { dropGeneration, positionsOf } from '../generation/generation';
import type { Projection } from '../projection';
import type { ProjectionWriter } from '../projection-writer';
import { finishLive } from './finish-live';
import { headBeyond } from './head-beyond';
import { longTransaction } from './long-transaction';
import { exclusively } from './replay-projection';
import { registryRow } from './replay-registry';
import { settleRedis } from './settle-redis';
import { makeLive } from './swap';

/**
 * Gives readers the generation before the last swap again, brought up to date first; paused parts to where readers see them
 * now. When it was built by another version of the code it is shown as it is, and stands still until that version runs.
 * Called again, it goes back to the newer one.
 */
export async function rollbackProjection(
  store: EventStore,
  projection: Projection,
  writer: ProjectionWriter,
): Promise<{ readonly generation: number; readonly version: number }> {
  return exclusively(writer, projection, async () => {
    const { obsolete, ...to } = await writer.em.fork().transactional(async (tx) => {
      await longTransaction(tx);
      await tx.execute("SET LOCAL lock_timeout = '5s'");
      await tx.execute('SELECT pg_advisory_xact_lock(4245, hashtext(?))', [projection.name]);
      const row = await registryRow(tx, projection);
      const { previousGeneration: generation, previousVersion: version } = row;
      if (generation === null || version === null)
        throw new ConflictError('projections.nothing_to_roll_back', {
          message: `${projection.name} has no earlier generation to go back to`,
        });
      const live = await positionsOf(tx, writer.redis, projection, row.liveGeneration);
      if (version === projection.version)
        await finishLive(tx, store, projection, writer, { generation, live, upTo: await headBeyond(store, live) });
      // A build that was killed half way is not what anybody waits for now.
      const obsolete = row.buildingGeneration;
      if (obsolete !== null) await dropGeneration(tx, projection, obsolete);
      await makeLive(tx, projection, writer, { generation, version });
      return { generation, version, obsolete };
    });
    await settleRedis(projection, writer, obsolete);
    return to;
  });
}
