import type { Redis } from 'ioredis';
import { keys } from './keys';

/**
 * Writes down with how many shards a topic was created, or compares. A process that counted differently would put one key's
 * entries into two shards, and their order would be lost: it must not start. Rejects with one sentence that says so.
 */
export async function claimTopic(redis: Redis, topic: string, shards: number): Promise<void> {
  await redis.sadd(keys.topics(), topic);
  await redis.hsetnx(keys.topic(topic), 'shards', shards);
  const created = Number(await redis.hget(keys.topic(topic), 'shards'));
  if (created !== shards)
    throw new Error(`topic ${topic} was created with ${created} shards and cannot be used with ${shards}`);
}
