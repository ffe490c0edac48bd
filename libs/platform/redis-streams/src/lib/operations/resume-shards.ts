import type { Redis } from 'ioredis';
import { keys } from '../keys';
import type { KnownTopic } from './known-topics';

/** Lets shards go on that `onPoison: 'halt-shard'` has stopped: their head is tried again. Resolves to which ones did. */
export async function resumeShards(redis: Redis, topic: KnownTopic, group: string): Promise<number[]> {
  const shards = Array.from({ length: topic.shards }, (_, shard) => shard);
  const deleted = await Promise.all(shards.map((shard) => redis.del(keys.halted(topic.name, shard, group))));
  return shards.filter((shard) => deleted[shard] === 1);
}
