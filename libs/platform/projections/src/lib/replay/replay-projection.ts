import { setTimeout as delay } from 'node:timers/promises';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { EventStore } from '@mercury/platform/event-store';
import { createGeneration, dropGeneration, dropGenerationKeys, positionsOf } from '../generation/generation';
import { buildPart } from '../parts';
import type { Projection } from '../projection';
import { ReplayRunningError } from '../projection.errors';
import type { ProjectionWriter } from '../projection-writer';
import { buildShare, type BuildOptions } from './build-share';
import { longTransaction } from './long-transaction';
import { forgetBuilding, noteBuilding, registryRow, type RegistryRow } from './replay-registry';
import { swapGeneration, type SwapOptions, type SwapResult } from './swap';

export interface ReplayOptions extends BuildOptions, SwapOptions {
  /** Events after this position only: for read models that forget anyway. Not compared with the live rows. */
  readonly from?: number;
  /** Builders. More than one needs `runWorkers`. Default 1. */
  readonly workers?: number;
  /** Runs `buildShare` for each worker in a process of its own; resolves when all have ended. */
  readonly runWorkers?: (workers: number) => Promise<void>;
  /** Catches the live generation up before the swap, so that the swap has little to read. */
  readonly settleLive?: () => Promise<void>;
  readonly swapAttempts?: number;
}

export interface ReplayResult extends SwapResult {
  readonly generation: number;
  readonly resumed: boolean;
}

/**
 * Rebuilds a projection beside the live one, compares both at one position, and swaps them in one short transaction. The
 * shop stays open. Killed half way, the next call resumes where each builder's last page was committed.
 */
export async function replayProjection(
  store: EventStore,
  projection: Projection,
  writer: ProjectionWriter,
  options: ReplayOptions = {},
): Promise<ReplayResult> {
  await writer.install(projection);
  return exclusively(writer, projection, async () => {
    const { generation, workers, resumed } = await prepare(projection, writer, options);
    if (workers > 1 && options.runWorkers) await options.runWorkers(workers);
    for (let worker = 0; worker < workers; worker += 1)
      await buildShare(store, projection, writer, { worker, workers }, options);
    await options.settleLive?.();
    const result = await swapPatiently(store, projection, writer, options);
    if (!result.swapped) await discardBuild(projection, writer, generation);
    return { ...result, generation, resumed };
  });
}

/** Refuses a second replay: the lock lives in an open transaction and ends with this process, however it ends. */
export async function exclusively<T>(
  writer: ProjectionWriter,
  projection: Projection,
  work: () => Promise<T>,
): Promise<T> {
  return writer.em.fork().transactional(async (guard) => {
    await longTransaction(guard);
    const [lock] = await guard.execute<{ got: boolean }[]>(
      'SELECT pg_try_advisory_xact_lock(4244, hashtext(?)) AS got',
      [projection.name],
    );
    if (!lock?.got) throw new ReplayRunningError(projection.name);
    return work();
  });
}

/** A build of this very code goes on; any other is thrown away. */
async function prepare(projection: Projection, writer: ProjectionWriter, { from = 0, workers = 1 }: ReplayOptions) {
  const em = writer.em.fork();
  const row = await registryRow(em, projection);
  if (row.buildingGeneration !== null) {
    const same = row.buildingVersion === projection.version && (row.buildFrom ?? 0) === from;
    if (same && (await isWhole(em, projection, writer, row)))
      return { generation: row.buildingGeneration, workers: row.buildWorkers ?? 1, resumed: true };
    await discardBuild(projection, writer, row.buildingGeneration);
  }
  const generation = row.lastGeneration + 1;
  // A store that was restored to an older point gives numbers again: nothing of their first use may stay.
  await dropGenerationKeys(writer.redis, projection, generation);
  await em.transactional(async (tx) => {
    await createGeneration(tx, projection, generation);
    await noteBuilding(tx, projection, { generation, workers, from });
  });
  return { generation, workers, resumed: false };
}

/**
 * False for one that has gone live: its parts have positions and its builders no marks. The registry does not know, since the
 * store was restored to an older point, and builders would fold all into the same keys again.
 */
async function isWhole(em: SqlEntityManager, projection: Projection, writer: ProjectionWriter, row: RegistryRow) {
  const positions = await positionsOf(em, writer.redis, projection, row.buildingGeneration ?? 0);
  const marks = Array.from({ length: row.buildWorkers ?? 1 }, (_, worker) => buildPart(worker));
  return [...positions.keys()].every((part) => part < 0) || marks.every((mark) => positions.has(mark));
}

async function discardBuild(projection: Projection, writer: ProjectionWriter, generation: number): Promise<void> {
  await writer.em.fork().transactional(async (tx) => {
    await forgetBuilding(tx, projection);
    await dropGeneration(tx, projection, generation);
  });
  await dropGenerationKeys(writer.redis, projection, generation);
}

/** A long read of a view holds the swap up: it gives way after two seconds and comes again, so that others never queue. */
async function swapPatiently(
  store: EventStore,
  projection: Projection,
  writer: ProjectionWriter,
  options: ReplayOptions,
): Promise<SwapResult> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await swapGeneration(store, projection, writer, options);
    } catch (error) {
      // Redis readers follow a key that no rollback takes back: let it say again what the registry says.
      await writer.install(projection);
      const code = (error as { code?: unknown }).code;
      if (attempt >= (options.swapAttempts ?? 15) || (code !== '55P03' && code !== '40P01')) throw error;
      await delay(100 * attempt);
    }
  }
}
