import type { RecordedEvent } from '@mercury/platform/event-store';
import { DEFAULT_SHARDS, keys, shardOf } from '@mercury/platform/redis-streams';
import { topicOf, topics } from './topic-of';

/** Every stream that the relay writes. */
export const relayedStreams: readonly string[] = topics.flatMap((topic) =>
  Array.from({ length: DEFAULT_SHARDS }, (_, shard) => keys.stream(topic, shard)),
);

/** The stream that an event is relayed to. */
export function relayedStreamOf(event: Pick<RecordedEvent, 'type' | 'streamId'>): string {
  return keys.stream(topicOf(event.type), shardOf(event.streamId, DEFAULT_SHARDS));
}

/** The events of a page by stream, each in order. */
export function batchesOf(events: readonly RecordedEvent[]): Map<string, RecordedEvent[]> {
  return Map.groupBy(events, relayedStreamOf);
}
