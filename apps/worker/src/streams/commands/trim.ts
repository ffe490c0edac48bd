import type { Redis } from 'ioredis';
import { knownTopics, topicNamed, trimShard, type TrimReport } from '@mercury/platform/redis-streams';
import type { Answer } from '../answer';
import type { StreamsArguments } from '../arguments';
import { tableLines } from '../table';

/** Frees what every group has seen, or says what that would be. */
export async function trim(redis: Redis, { topic, dryRun }: StreamsArguments): Promise<Answer> {
  const topics = topic ? [await topicNamed(redis, topic)] : await knownTopics(redis);
  const reports: TrimReport[] = [];
  for (const { name, shards } of topics)
    for (let shard = 0; shard < shards; shard += 1)
      reports.push(await trimShard(redis, name, shard, { minLength: 0, dryRun }));
  const rows = reports.map(({ topic: of, shard, entries, keptFrom, heldBy, refusal }) => [
    of,
    shard,
    entries,
    keptFrom,
    heldBy,
    refusal,
  ]);
  const headings = ['topic', 'shard', dryRun ? 'would go' : 'gone', 'kept from', 'held by', 'refused'];
  return { lines: tableLines(headings, rows), json: reports, trouble: reports.some(({ refusal }) => refusal !== '') };
}
