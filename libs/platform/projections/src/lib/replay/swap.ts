import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { EventStore } from '@mercury/platform/event-store';
import {
  digestGeneration,
  dropGeneration,
  exposeGeneration,
  positionsOf,
  setPositions,
} from '../generation/generation';
import { buildPart, partsOf } from '../parts';
import { PausedParts } from '../paused-parts';
import { isPostgres, type Projection } from '../projection';
import type { ProjectionWriter } from '../projection-writer';
import { replayPage } from './build-share';
import { finishLive } from './finish-live';
import { foldable, foldRange, readingOf } from './fold-range';
import { headBeyond } from './head-beyond';
import { longTransaction } from './long-transaction';
import { noteSwap, registryRow } from './replay-registry';
import { settleRedis } from './settle-redis';

export interface SwapOptions {
  readonly dryRun?: boolean;
  /** Swaps although the rows differ from the live ones. */
  readonly force?: boolean;
}

export interface SwapResult {
  readonly position: number;
  readonly equal: boolean;
  /** False when the two cannot be expected to be equal: another version of the code, or a replay from a later position. */
  readonly comparable: boolean;
  readonly swapped: boolean;
  readonly digests: { readonly live: string; readonly rebuilt: string };
}

/**
 * In one transaction: keep live writers out, bring both generations to one position, compare, and move the readers over.
 * Readers never wait for the comparison: only the last step, the change of the views, asks for their lock. Readers of Redis
 * follow right behind the commit; what they see until then is complete as of the swap.
 */
export async function swapGeneration(
  store: EventStore,
  projection: Projection,
  writer: ProjectionWriter,
  options: SwapOptions,
): Promise<SwapResult> {
  const { obsolete, ...result } = await writer.em.fork().transactional(async (tx) => {
    await longTransaction(tx);
    await tx.execute("SET LOCAL lock_timeout = '2s'");
    await tx.execute('SELECT pg_advisory_xact_lock(4245, hashtext(?))', [projection.name]);
    const row = await registryRow(tx, projection);
    const { buildingGeneration, liveGeneration } = row;
    if (buildingGeneration === null) throw new Error(`no replay of ${projection.name} is under way`);
    const live = await positionsOf(tx, writer.redis, projection, liveGeneration);
    const built = await positionsOf(tx, writer.redis, projection, buildingGeneration);
    const position = await headBeyond(store, live, built);
    const comparable = row.liveVersion === projection.version && !row.buildFrom;
    const marks = await finishBuild(tx, store, projection, writer, { ...row, buildingGeneration }, position);
    if (comparable)
      await finishLive(tx, store, projection, writer, { generation: liveGeneration, live, upTo: position });
    const digests = {
      live: await digestGeneration(tx, writer.redis, projection, liveGeneration),
      rebuilt: await digestGeneration(tx, writer.redis, projection, buildingGeneration),
    };
    const equal = digests.live === digests.rebuilt;
    if (options.dryRun || (comparable && !equal && !options.force))
      return { position, equal, comparable, swapped: false, digests, obsolete: null };
    // One generation is kept for a rollback: what is live now takes the place of the one before it.
    const obsolete = row.previousGeneration;
    if (obsolete !== null) await dropGeneration(tx, projection, obsolete);
    await setPositions(tx, writer.redis, projection, buildingGeneration, {
      parts: partsOf(projection.topics),
      position,
      marks,
    });
    await makeLive(tx, projection, writer, { generation: buildingGeneration, version: projection.version });
    return { position, equal, comparable, swapped: true, digests, obsolete };
  });
  if (result.swapped) await settleRedis(projection, writer, obsolete);
  return result;
}

/** The writers' next page meets `generation`, and so do readers of PostgreSQL. Those of Redis follow by `settleRedis`. */
export async function makeLive(
  tx: SqlEntityManager,
  projection: Projection,
  writer: ProjectionWriter,
  to: { readonly generation: number; readonly version: number },
): Promise<void> {
  await noteSwap(tx, projection, to);
  if (!isPostgres(projection)) return;
  await tx.execute('DELETE FROM es.checkpoints WHERE projection = ? AND version = ? AND part < 0', [
    projection.name,
    to.generation,
  ]);
  await exposeGeneration(tx, writer.redis, projection, to.generation);
}

/** Resolves to where each builder's checkpoint is then. */
async function finishBuild(
  tx: SqlEntityManager,
  store: EventStore,
  projection: Projection,
  writer: ProjectionWriter,
  build: { buildingGeneration: number; buildWorkers: number | null; buildFrom: number | null },
  upTo: number,
): Promise<ReadonlyMap<number, number>> {
  const { buildingGeneration: generation, buildWorkers, buildFrom } = build;
  const workers = buildWorkers ?? 1;
  const positions = await positionsOf(tx, writer.redis, projection, generation);
  const skipped = await new PausedParts(writer.em).skipped(projection.name);
  const marks = new Map<number, number>();
  for (let worker = 0; worker < workers; worker += 1) {
    const part = buildPart(worker);
    const after = positions.get(part) ?? buildFrom ?? 0;
    marks.set(part, positions.get(part) ?? 0);
    const range = { ...readingOf(projection, { worker, workers }), after, upTo, pageSize: replayPage(projection) };
    await foldRange(store, range, async (page, position) => {
      const own = foldable(page, skipped, store.registry);
      await writer.write(tx, projection, generation, part, own, position, marks.get(part));
      marks.set(part, position);
    });
  }
  return marks;
}
