import type { EventStore } from '@mercury/platform/event-store';
import { partOfStream, type Projection } from '@mercury/platform/projections';

const COUNT_AT_MOST = 2_000;

export interface Backlog {
  /** Events not folded yet among the next 2,000. */
  readonly lag: number;
  /** Age of the oldest of them, in seconds; 0 when nothing is left to fold. */
  readonly ageSeconds: number;
}

/** How far a read model is behind the store, looked at in one page: a figure for gauges, not for decisions. */
export async function backlogOf(
  store: EventStore,
  projection: Projection,
  positions: ReadonlyMap<number, number>,
  now = Date.now(),
): Promise<Backlog> {
  const after = positions.size === 0 ? 0 : Math.min(...positions.values());
  const page = await store.readAll({ after, limit: COUNT_AT_MOST });
  const left = page.events.filter(
    ({ type, streamId, position }) =>
      projection.handles.includes(type) && position > (positions.get(partOfStream(streamId)) ?? 0),
  );
  const oldest = left[0];
  return { lag: left.length, ageSeconds: oldest ? Math.max(0, (now - Date.parse(oldest.recordedAt)) / 1_000) : 0 };
}
