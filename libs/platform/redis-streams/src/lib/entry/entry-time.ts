import type { StreamEntry } from './stream-entry';

/** Ids of 2001 and later as milliseconds; store positions are far below. */
const FIRST_CLOCK_ID = 1e12;

/**
 * When the entry came into being, in milliseconds: its id where Redis drew that from its clock, else what the relay wrote
 * into the headers (`recordedAt`) or a publisher did (`ts`). Undefined when nothing says. Throws on malformed headers.
 */
export function entryTime(entry: StreamEntry): number | undefined {
  const { position } = entry;
  if (position >= FIRST_CLOCK_ID) return position;
  const { recordedAt, ts } = entry.headers;
  if (typeof ts === 'number') return ts;
  const at = typeof recordedAt === 'string' ? Date.parse(recordedAt) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}
