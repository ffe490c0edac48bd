import type { RecordedEvent } from '@mercury/platform/event-store';
import { wireTypeOf } from '@mercury/platform/event-store';
import type { StreamEntry } from '@mercury/platform/redis-streams';

/** The five arguments of one event for the publish script: position, key, pattern, data, headers. */
export function encodeEvent(event: RecordedEvent): string[] {
  const { metadata, eventId, streamPosition, recordedAt } = event;
  const headers = JSON.stringify({ ...metadata, eventId, streamPosition, recordedAt });
  return [String(event.position), event.streamId, wireTypeOf(event), JSON.stringify(event.data), headers];
}

/** The event that a stream entry carries. Throws on an entry that the relay did not write. */
export function decodeEvent(entry: StreamEntry): RecordedEvent {
  const [, type, version] = /^(.+)\.v(\d+)$/.exec(entry.pattern) ?? [];
  if (!type || !version) throw new Error(`entry ${entry.id} carries no event: ${entry.pattern}`);
  const { eventId, streamPosition, recordedAt, ...metadata } = entry.headers as unknown as RecordedEvent['metadata'] &
    Pick<RecordedEvent, 'eventId' | 'streamPosition' | 'recordedAt'>;
  return {
    position: entry.position,
    streamId: entry.key,
    streamPosition,
    eventId,
    type,
    schemaVersion: Number(version),
    data: JSON.parse(entry.data),
    metadata,
    recordedAt,
  };
}
