import type { Redis } from 'ioredis';
import { groupNamed, listPending, topicNamed } from '@mercury/platform/redis-streams';
import type { Answer } from '../answer';
import type { StreamsArguments } from '../arguments';
import { age, short, tableLines } from '../table';

/** What was delivered to a group and is not finished. */
export async function pending(redis: Redis, { topic = '', group = '', limit = 50 }: StreamsArguments): Promise<Answer> {
  const known = await topicNamed(redis, topic);
  await groupNamed(redis, known, group);
  const found = await listPending(redis, known, group, limit);
  const rows = found.map((entry) => [
    entry.shard,
    entry.id,
    short(entry.key, 44),
    entry.pattern,
    entry.failed,
    age(entry.idleMs / 1_000) || '0 s',
    entry.consumer,
  ]);
  const headings = ['shard', 'id', 'key', 'type', 'failed', 'idle', 'consumer'];
  return {
    lines: rows.length > 0 ? tableLines(headings, rows) : [`Nothing is pending for ${group}.`],
    json: found,
  };
}
