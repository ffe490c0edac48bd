import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { EventStore, Position } from '@mercury/platform/event-store';
import { positionsOf } from '../generation/generation';
import { byPart, partsOf } from '../parts';
import { PausedParts } from '../paused-parts';
import type { Projection } from '../projection';
import type { ProjectionWriter } from '../projection-writer';
import { replayPage } from './build-share';
import { foldable, foldRange, readingOf } from './fold-range';

/**
 * Brings a generation that is or was live to `upTo`; its parts skip by their own checkpoints what they have folded. A paused part
 * goes as far as it has gone in the live generation, so that readers who are rolled back see no fewer rows: mostly to the event
 * that it waits at, and beyond where the live one was built by code that could fold it.
 */
export async function finishLive(
  tx: SqlEntityManager,
  store: EventStore,
  projection: Projection,
  writer: ProjectionWriter,
  to: { readonly generation: number; readonly live: ReadonlyMap<number, Position>; readonly upTo: Position },
): Promise<void> {
  const { generation, live, upTo } = to;
  const positions = await positionsOf(tx, writer.redis, projection, generation);
  const paused = new Set((await new PausedParts(writer.em).list(projection.name)).map(({ part }) => part));
  const skipped = await new PausedParts(writer.em).skipped(projection.name);
  const behind = partsOf(projection.topics)
    .map((part) => ({ part, end: paused.has(part) ? Math.min(live.get(part) ?? 0, upTo) : upTo }))
    .filter(({ part, end }) => (positions.get(part) ?? 0) < end);
  if (behind.length === 0) return;
  const after = Math.min(...behind.map(({ part }) => positions.get(part) ?? 0));
  const reading = readingOf(projection, { worker: 0, workers: 1 });
  await foldRange(store, { ...reading, after, upTo, pageSize: replayPage(projection) }, async (page, position) => {
    const grouped = byPart(page);
    for (const { part, end } of behind) {
      const reached = Math.min(position, end);
      const batch = (grouped.get(part) ?? []).filter((event) => event.position <= reached);
      if (batch.length === 0 && position !== upTo) continue;
      // Nobody else moves a part now: one that is below where it was has lost its place.
      const mark = positions.get(part) ?? 0;
      await writer.write(tx, projection, generation, part, foldable(batch, skipped, store.registry), reached, mark);
      positions.set(part, Math.max(mark, reached));
    }
  });
}
