import type { Redis } from 'ioredis';
import type { Position } from '@mercury/platform/event-store';
import { HistoryDivergedError } from './relay.errors';
import type { RelayState } from './relay-state';
import { streamEnd, type StreamEnd } from './stream-end';

/**
 * Where each stream ends, when that is an event of this store. Throws HistoryDivergedError when it is not: then the store
 * has forgotten events that were published, and will draw their positions again (event-store.md §6).
 */
export async function checkedEnds(
  redis: Redis,
  state: RelayState,
  streams: readonly string[],
): Promise<Map<string, Position>> {
  const ends = new Map<string, StreamEnd>();
  await Promise.all(streams.map(async (stream) => void ends.set(stream, await streamEnd(redis, stream))));
  const asked = new Set<Position>();
  for (const { position, entry } of ends.values()) {
    if (position > 0) asked.add(position);
    if (entry) asked.add(entry.position);
  }
  const events = await state.eventsAt([...asked]);
  for (const [stream, { position, entry }] of ends) {
    if (entry && events.get(entry.position)?.eventId !== entry.eventId)
      throw new HistoryDivergedError(stream, entry.position);
    // Of a stream that was trimmed to nothing no more is known than this.
    if (position > 0 && events.get(position)?.stream !== stream) throw new HistoryDivergedError(stream, position);
  }
  return new Map([...ends].map(([stream, { position }]) => [stream, position]));
}
