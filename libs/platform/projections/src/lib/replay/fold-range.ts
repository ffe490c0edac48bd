import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { EventRegistry, EventStore, RecordedEvent } from '@mercury/platform/event-store';
import { partOfEvent, partsOf } from '../parts';
import type { Projection } from '../projection';

/** Which of a projection's events one builder folds: those of every n-th part. */
export interface Share {
  readonly worker: number;
  readonly workers: number;
}

/**
 * The events of a page that a builder folds: handled, of its share, not skipped by an administrator, and in their current
 * shape. Throws UnknownEventError: a replay by a process that does not understand the history cannot be right.
 */
export function shareOf(
  projection: Projection,
  events: readonly RecordedEvent[],
  { worker, workers }: Share,
  skipped: ReadonlySet<string>,
  registry: EventRegistry,
): RecordedEvent[] {
  const handled = new Set(projection.handles);
  const parts = new Set(partsOf(projection.topics));
  const own = events.filter((event) => {
    if (!handled.has(event.type) || skipped.has(event.eventId)) return false;
    const part = partOfEvent(event);
    return parts.has(part) && part % workers === worker;
  });
  return own.map((event) => registry.upcast(event));
}

/** Reads (after, upTo] page by page; the next page is read while this one is folded. */
export async function foldRange(
  store: EventStore,
  range: { readonly after: number; readonly upTo?: number; readonly pageSize: number },
  fold: (events: readonly RecordedEvent[], position: number) => Promise<void>,
): Promise<number> {
  let { after } = range;
  const read = (from: number) => store.readAll({ after: from, limit: range.pageSize, upTo: range.upTo });
  let page = await read(after);
  while (page.position > after) {
    after = page.position;
    const next = read(after);
    // Awaited below; without this a failing fold would leave its rejection unheard.
    next.catch(() => undefined);
    await fold(page.events, after);
    page = await next;
  }
  return after;
}

/** Runs work in a transaction that a crash of the server may take back: the build resumes at its checkpoint. */
export async function hasty(em: SqlEntityManager): Promise<void> {
  await em.execute('SET LOCAL synchronous_commit = off');
}
