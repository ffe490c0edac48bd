import type { Redis } from 'ioredis';
import { keys } from '../keys';
import { parseEntry, type RawEntry } from '../entry/stream-entry';
import type { KnownTopic } from './known-topics';
import { answers } from './redis-replies';

/** An entry that was delivered to a consumer of the group and is not acknowledged. */
export interface PendingEntry {
  readonly topic: string;
  readonly shard: number;
  readonly group: string;
  readonly id: string;
  readonly consumer: string;
  /** Since its consumer last said that it is at work on it. */
  readonly idleMs: number;
  /** How often its handler has failed. */
  readonly failed: number;
  /** Key and wire type; empty when the entry is gone or cannot be read. */
  readonly key: string;
  readonly pattern: string;
}

/** The oldest pending entries of each shard, `limit` in all at most, in the order of shards and ids. */
export async function listPending(
  redis: Redis,
  topic: KnownTopic,
  group: string,
  limit: number,
): Promise<PendingEntry[]> {
  const found: PendingEntry[] = [];
  for (let shard = 0; shard < topic.shards && found.length < limit; shard += 1)
    found.push(...(await pendingOf(redis, topic.name, shard, group, limit - found.length)));
  return found;
}

async function pendingOf(redis: Redis, topic: string, shard: number, group: string, limit: number) {
  const stream = keys.stream(topic, shard);
  const rows = (await redis.xpending(stream, group, '-', '+', limit).catch(noGroup)) as [string, string, number][];
  if (rows.length === 0) return [];
  const pipeline = redis.pipeline().hmget(keys.attempts(topic, shard, group), ...rows.map(([id]) => id));
  for (const [id] of rows) pipeline.xrange(stream, id, id);
  const [failed, ...bodies] = await answers(pipeline);
  return rows.map(([id, consumer, idleMs], at): PendingEntry => {
    const [raw] = (bodies[at] as RawEntry[] | undefined) ?? [];
    const { key, pattern } = readable(raw);
    const tries = Number((failed as (string | null)[] | undefined)?.[at] ?? 0);
    return { topic, shard, group, id, consumer, idleMs, failed: tries, key, pattern };
  });
}

function readable(raw: RawEntry | undefined): { key: string; pattern: string } {
  try {
    return raw ? parseEntry(raw) : { key: '', pattern: '' };
  } catch {
    return { key: '', pattern: '' };
  }
}

function noGroup(error: unknown): [] {
  if (error instanceof Error && error.message.includes('NOGROUP')) return [];
  throw error;
}
