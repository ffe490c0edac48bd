import { deterministicId } from '@mercury/shared/util-ids';
import { activeTraceparent } from './active-traceparent';
import type { EventRegistry } from './event-registry';
import type { AppendOptions, StreamAppend } from './event-store';
import { streamTypeOf, type EventMetadata, type PlannedEvent } from './events';

export interface PlannedStream {
  readonly streamId: string;
  readonly streamType: string;
  readonly expectedVersion: number | 'any';
  readonly events: readonly PlannedEvent[];
}

/**
 * Gives events their ids and metadata. Ids derive from the command and the place in it, so a retry repeats them. Streams
 * are sorted: two appends over the same streams lock them in the same order and cannot dead-lock. Throws what the registry
 * throws: a malformed or unknown event is refused here, before anything is written.
 */
export function planStreams(
  streams: StreamAppend | readonly StreamAppend[],
  options: Omit<AppendOptions, 'inline'>,
  now: Date,
  registry: EventRegistry,
): PlannedStream[] {
  const traceparent = options.traceparent ?? activeTraceparent();
  const metadata: EventMetadata = {
    commandId: options.commandId,
    correlationId: options.correlationId ?? options.commandId,
    ...(options.causationId && { causationId: options.causationId }),
    ...(options.actor && { actor: options.actor }),
    ...(traceparent && { traceparent }),
    occurredAt: options.occurredAt ?? now.toISOString(),
  };
  const planned = (Array.isArray(streams) ? (streams as readonly StreamAppend[]) : [streams as StreamAppend])
    .filter(({ events }) => events.length > 0)
    .map(({ streamId, expectedVersion, events }) => ({
      streamId,
      streamType: streamTypeOf(streamId),
      expectedVersion,
      events: events.map((event, index) => ({
        streamId,
        eventId: deterministicId(options.commandId, streamId, String(index)),
        type: event.type,
        schemaVersion: event.schemaVersion ?? registry.currentVersion(event.type),
        data: event.data,
        metadata,
      })),
    }))
    .sort((a, b) => (a.streamId < b.streamId ? -1 : a.streamId > b.streamId ? 1 : 0));
  for (const { events } of planned) for (const event of events) registry.validate(event);
  return planned;
}
