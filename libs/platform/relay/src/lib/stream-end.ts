import type { Redis } from 'ioredis';
import type { Position } from '@mercury/platform/event-store';
import { parseEntry, type RawEntry } from '@mercury/platform/redis-streams';

/** Where a stream ends. */
export interface StreamEnd {
  /** Of the last entry that it ever had: trimming does not change it. 0 for a stream that does not exist. */
  readonly position: Position;
  /** The last entry that it still has. */
  readonly entry?: { readonly position: Position; readonly eventId: string };
}

export async function streamEnd(redis: Redis, stream: string): Promise<StreamEnd> {
  const info = (await redis.xinfo('STREAM', stream).catch((error: unknown) => {
    if (error instanceof Error && error.message.includes('no such key')) return [];
    throw error;
  })) as unknown[];
  // By name: later versions of Redis add fields in the middle.
  const field = (name: string) => (info.includes(name) ? info[info.indexOf(name) + 1] : undefined);
  const last = field('last-entry') as RawEntry | null | undefined;
  return {
    position: Number(String(field('last-generated-id') ?? '0').split('-')[0]),
    entry: last ? entryOf(last) : undefined,
  };
}

/** Position and event id of an entry that the relay wrote. */
export function entryOf(raw: RawEntry): { position: Position; eventId: string } {
  const { position, headers } = parseEntry(raw);
  return { position, eventId: String(headers['eventId']) };
}
