import type { Redis } from 'ioredis';
import { ShardCountError } from './errors/transport-errors';
import { keys } from './keys';

/**
 * Writes down with how many shards a topic was created, or compares. A process that counted differently would put one key's
 * entries into two shards, where their order is lost, or into one that nobody reads: it must neither publish nor start.
 * Rejects with ShardCountError.
 */
export async function claimTopic(redis: Redis, topic: string, shards: number): Promise<void> {
  const isKnown = await redis.sismember(keys.topics(), topic);
  let known = await redis.hget(keys.topic(topic), 'shards');
  // Written only where it is missing: a full Redis takes no writes, and a consumer that starts is how it is emptied.
  if (!isKnown || known === null) {
    await redis.sadd(keys.topics(), topic);
    await redis.hsetnx(keys.topic(topic), 'shards', shards);
    known = await redis.hget(keys.topic(topic), 'shards');
  }
  const created = Number(known);
  if (created !== shards) throw new ShardCountError(topic, created, shards);
}
