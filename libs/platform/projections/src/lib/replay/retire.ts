import type { Projection } from '../projection';
import type { ProjectionWriter } from '../projection-writer';
import { dropGeneration } from '../generation/generation';
import { exclusively } from './replay-projection';
import { registryRow } from './replay-registry';
import { settleRedis } from './settle-redis';

/**
 * Ends the rollback window: drops the generation before the live one, and frees its space. Resolves to its number, if there
 * was one. Throws ReplayRunningError while a replay runs.
 */
export async function retirePrevious(projection: Projection, writer: ProjectionWriter): Promise<number | undefined> {
  return exclusively(writer, projection, async () => {
    const retired = await writer.em.fork().transactional(async (tx) => {
      const { previousGeneration } = await registryRow(tx, projection);
      if (previousGeneration === null) return null;
      await tx.execute('UPDATE es.projections SET previous_generation = NULL, previous_version = NULL WHERE name = ?', [
        projection.name,
      ]);
      await dropGeneration(tx, projection, previousGeneration);
      return previousGeneration;
    });
    await settleRedis(projection, writer, retired);
    return retired ?? undefined;
  });
}
