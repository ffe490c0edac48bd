import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { EventRegistry, EventStore, ReadAllOptions, RecordedEvent } from '@mercury/platform/event-store';
import { handledTypes } from '../handled-types';
import type { Projection } from '../projection';

/** Which of a projection's events one builder folds: those of every n-th stream, by a hash of its id. */
export interface Share {
  readonly worker: number;
  readonly workers: number;
}

/** What one builder reads of the store: the database leaves out what others fold and what nobody does. */
export function readingOf(projection: Projection, { worker, workers }: Share): Pick<ReadAllOptions, 'types' | 'share'> {
  return {
    types: handledTypes(projection),
    ...(workers > 1 && { share: { index: worker, of: workers } }),
  };
}

/**
 * The events of a page as they are folded: not skipped by an administrator, and in their current shape. Throws
 * UnknownEventError: a replay by a process that does not understand the history cannot be right.
 */
export function foldable(
  events: readonly RecordedEvent[],
  skipped: ReadonlySet<string>,
  registry: EventRegistry,
): RecordedEvent[] {
  const own = skipped.size === 0 ? events : events.filter(({ eventId }) => !skipped.has(eventId));
  return own.map((event) => registry.upcast(event));
}

export interface FoldRange extends Pick<ReadAllOptions, 'types' | 'share'> {
  readonly after: number;
  readonly upTo?: number;
  readonly pageSize: number;
}

/**
 * Reads (after, upTo] page by page; the next page is read while this one is folded. Asks for the head first: a reader that has
 * just begun would find an empty first page while any append is under way, and leave the whole history to the swap.
 */
export async function foldRange(
  store: EventStore,
  { after: begin, pageSize, ...reading }: FoldRange,
  fold: (events: readonly RecordedEvent[], position: number) => Promise<void>,
): Promise<number> {
  await store.head();
  let after = begin;
  const read = (from: number) => store.readAll({ ...reading, after: from, limit: pageSize });
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
