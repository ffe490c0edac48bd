import type { EventMetadata, RecordedEvent } from '../events';

/** The columns of an event, in the order in which `toRecordedEvent` takes them. */
export const eventColumns =
  'global_position, stream_id, stream_position, event_id, type, schema_version, data, metadata, recorded_at';

/** A row of `eventColumns`: JSON parsed, each other column as PostgreSQL's text. */
export function toRecordedEvent(row: readonly unknown[]): RecordedEvent {
  const [position, streamId, streamPosition, eventId, type, schemaVersion, data, metadata, recordedAt] = row;
  return {
    position: Number(position),
    streamId: streamId as string,
    streamPosition: Number(streamPosition),
    eventId: eventId as string,
    type: type as string,
    schemaVersion: Number(schemaVersion),
    data: data as RecordedEvent['data'],
    metadata: metadata as EventMetadata,
    recordedAt: isoOf(recordedAt as string),
  };
}

/** `2026-11-24 12:00:00.5+00` as ISO 8601 in milliseconds; by hand where the session's zone is UTC, since Date is slow. */
export function isoOf(text: string): string {
  if (!text.endsWith('+00')) return new Date(text).toISOString();
  const fraction = text.length > 22 ? text.slice(20, -3) : '';
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
}
