import type { Redis } from 'ioredis';
import { knownTopics, topicNamed, trimShard, type TrimReport } from '@mercury/platform/redis-streams';
import type { ConsumerPositions } from '@mercury/platform/service';
import type { Answer } from '../answer';
import type { StreamsArguments } from '../arguments';
import { age, tableLines } from '../table';

/** Frees what every group has seen, or says what that would be. */
export async function trim(
  redis: Redis,
  { topic, dryRun }: StreamsArguments,
  positions: Pick<ConsumerPositions, 'floors'>,
): Promise<Answer> {
  const topics = topic ? [await topicNamed(redis, topic)] : await knownTopics(redis);
  const reports: TrimReport[] = [];
  for (const { name, shards } of topics) {
    const known = await positions.floors(name);
    for (let shard = 0; shard < shards; shard += 1)
      reports.push(await trimShard(redis, name, shard, { minLength: 0, floor: known.get(shard), dryRun }));
  }
  const rows = reports.map(({ topic: of, shard, entries, keptFrom, heldBy, heldSeconds, refusal }) => [
    of,
    shard,
    entries,
    keptFrom,
    heldBy,
    age(heldSeconds),
    refusal,
  ]);
  const headings = ['topic', 'shard', dryRun ? 'would go' : 'gone', 'kept from', 'held by', 'since', 'refused'];
  return { lines: tableLines(headings, rows), json: reports, trouble: reports.some(({ refusal }) => refusal !== '') };
}
