import type { SqlEntityManager } from '@mikro-orm/postgresql';

/** Positions in a partition unless told otherwise: some 40 GB of events and indexes (docs/growth.md). */
const DEFAULT_SIZE = 50_000_000;

/**
 * Makes `es.events` a table of RANGE partitions of `size` positions each, while the shop is open; nothing happens when it
 * is one already. Reads the whole table once to prove its bounds, beside appends and readers, and then exchanges it under a
 * lock for milliseconds. Needs the owner's role. Throws PostgreSQL's 55P03 when the lock was not free for two seconds: call
 * it again. What changes, and when it is worth while: docs/growth.md.
 */
export async function partitionEvents(em: SqlEntityManager, size = DEFAULT_SIZE): Promise<void> {
  if (!Number.isSafeInteger(size) || size < 1) throw new RangeError(`a partition cannot hold ${size} positions`);
  await em.fork().execute(`CALL es.partition_events(${size})`);
}

/** Sees to it that `ahead` empty partitions follow the one in use, and answers how many it made: 0 for a store of one table. */
export async function ensureEventPartitions(em: SqlEntityManager, ahead = 2): Promise<number> {
  const [row] = await em.fork().execute<{ made: number }[]>('SELECT es.ensure_event_partitions(?) AS made', [ahead]);
  return row?.made ?? 0;
}
