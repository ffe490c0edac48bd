import type { EventStore } from '@mercury/platform/event-store';
import { positionsOf } from '../generation/generation';
import { buildPart } from '../parts';
import { PausedParts } from '../paused-parts';
import type { Projection } from '../projection';
import type { ProjectionWriter } from '../projection-writer';
import { foldable, foldRange, hasty, readingOf, type Share } from './fold-range';
import { registryRow } from './replay-registry';

export interface BuildOptions {
  readonly pageSize?: number;
  readonly onPage?: (position: number, events: number) => void;
}

/** Pages of this size amortise a transaction; larger ones gain nothing (measured in event-store.md §8). */
export const REPLAY_PAGE = 5_000;

/**
 * Folds one share of the history into the generation that is being built, from where its own checkpoint stands: killed at
 * any point, the same call goes on. Ends at the head as it is then; the swap does the rest.
 */
export async function buildShare(
  store: EventStore,
  projection: Projection,
  writer: ProjectionWriter,
  share: Share,
  { pageSize = REPLAY_PAGE, onPage }: BuildOptions = {},
): Promise<number> {
  const em = writer.em.fork();
  const row = await registryRow(em, projection);
  const generation = row.buildingGeneration;
  if (generation === null) throw new Error(`no replay of ${projection.name} is under way`);
  const part = buildPart(share.worker);
  const positions = await positionsOf(em, writer.redis, projection, generation);
  const skipped = await new PausedParts(writer.em).skipped(projection.name);
  let events = 0;
  const after = positions.get(part) ?? row.buildFrom ?? 0;
  await foldRange(store, { ...readingOf(projection, share), after, pageSize }, async (page, position) => {
    const own = foldable(page, skipped, store.registry);
    await writer.em.fork().transactional(async (tx) => {
      await hasty(tx);
      await writer.write(tx, projection, generation, part, own, position);
    });
    events += own.length;
    onPage?.(position, own.length);
  });
  return events;
}
