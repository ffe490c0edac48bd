import type { EventStore } from '@mercury/platform/event-store';
import { positionsOf } from './generation/generation';
import { handledTypes } from './handled-types';
import { partOfEvent, partsOf } from './parts';
import { PausedParts } from './paused-parts';
import type { Projection } from './projection';
import type { ProjectionWriter } from './projection-writer';
import { registryRow } from './replay/replay-registry';

const COUNT_AT_MOST = 10_000;

export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  readonly liveVersion: number;
  readonly generation: number;
  readonly previousGeneration: number | null;
  readonly buildingGeneration: number | null;
  readonly position: number;
  readonly head: number;
  /** Events that it has not folded yet; counted to 10,000. */
  readonly lag: number;
  readonly pausedParts: number;
  readonly state: 'live' | 'paused' | 'outdated' | 'replaying';
}

/** Where a projection is, and whether it moves. */
export async function projectionStatus(
  store: EventStore,
  projection: Projection,
  writer: ProjectionWriter,
): Promise<ProjectionStatus> {
  const em = writer.em.fork();
  const row = await registryRow(em, projection);
  const positions = await positionsOf(em, writer.redis, projection, row.liveGeneration);
  const pausedParts = (await new PausedParts(writer.em).list(projection.name)).length;
  return {
    name: projection.name,
    version: projection.version,
    liveVersion: row.liveVersion,
    generation: row.liveGeneration,
    previousGeneration: row.previousGeneration,
    buildingGeneration: row.buildingGeneration,
    position: Math.max(0, ...positions.values()),
    head: await store.head(),
    lag: await lagOf(store, projection, positions),
    pausedParts,
    state: stateOf(row.buildingGeneration, row.liveVersion !== projection.version, pausedParts),
  };
}

function stateOf(building: number | null, outdated: boolean, pausedParts: number): ProjectionStatus['state'] {
  if (building !== null) return 'replaying';
  if (outdated) return 'outdated';
  return pausedParts > 0 ? 'paused' : 'live';
}

async function lagOf(store: EventStore, projection: Projection, positions: ReadonlyMap<number, number>) {
  const parts = partsOf(projection.topics);
  let after = Math.min(...parts.map((part) => positions.get(part) ?? 0));
  let lag = 0;
  for (let seen = 0; seen < COUNT_AT_MOST;) {
    const page = await store.readAll({ after, limit: 2_000, types: handledTypes(projection) });
    if (page.position <= after) break;
    after = page.position;
    seen += page.events.length;
    for (const event of page.events) if (event.position > (positions.get(partOfEvent(event)) ?? 0)) lag += 1;
  }
  return lag;
}
