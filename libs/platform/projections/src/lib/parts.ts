import { streamTypeOf, type RecordedEvent } from '@mercury/platform/event-store';
import { DEFAULT_SHARDS, shardOf } from '@mercury/platform/redis-streams';
import { topicOf, topics, type Topic } from '@mercury/platform/relay';

/** A projection has one checkpoint for each shard of each topic: part = index of the topic × 100 + shard. */
export function partOf(topic: Topic, shard: number): number {
  return topics.indexOf(topic) * 100 + shard;
}

/** The part that an event belongs to. */
export function partOfEvent(event: Pick<RecordedEvent, 'type' | 'streamId'>): number {
  return partOf(topicOf(event.type), shardOf(event.streamId, DEFAULT_SHARDS));
}

/** The part of a stream: its type names the context, as the types of its events do. */
export function partOfStream(streamId: string): number {
  return partOf(topicOf(streamTypeOf(streamId)), shardOf(streamId, DEFAULT_SHARDS));
}

/** Events by the part that each belongs to, in their order. */
export function byPart(events: readonly RecordedEvent[]): Map<number, RecordedEvent[]> {
  return Map.groupBy(events, partOfEvent);
}

/** All parts of the given topics. */
export function partsOf(ofTopics: readonly Topic[]): number[] {
  return ofTopics.flatMap((topic) => Array.from({ length: DEFAULT_SHARDS }, (_, shard) => partOf(topic, shard)));
}

/** The pseudo-part that keeps the place of one builder of a replay: below zero, so never a shard. */
export function buildPart(worker: number): number {
  return -1 - worker;
}
