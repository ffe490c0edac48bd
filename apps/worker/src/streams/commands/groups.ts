import type { Redis } from 'ioredis';
import {
  groupNamed,
  groupsOf,
  inspectShards,
  knownTopics,
  resumeShards,
  retireGroup,
  topicNamed,
  type GroupFigures,
} from '@mercury/platform/redis-streams';
import type { ConsumerPositions } from '@mercury/platform/service';
import type { Answer } from '../answer';
import type { StreamsArguments } from '../arguments';
import { tableLines } from '../table';

/** Who consumes what, and for whom streams are kept. */
export async function groups(redis: Redis, { topic, group }: StreamsArguments): Promise<Answer> {
  const topics = topic ? [await topicNamed(redis, topic)] : await knownTopics(redis);
  const rows: (string | number)[][] = [];
  const json: unknown[] = [];
  for (const known of topics) {
    if (group) await groupNamed(redis, known, group);
    const figures = (await inspectShards(redis, known, { group })).flatMap((shard) => shard.groups);
    for (const name of [...new Set(figures.map((figure) => figure.group))].sort()) {
      const own = figures.filter((figure) => figure.group === name);
      const row = groupOf(known.name, name, own);
      json.push(row);
      rows.push([row.topic, row.group, row.consumers.length, `${row.owned} of ${own.length}`, row.kept, row.missing]);
    }
  }
  const headings = ['topic', 'group', 'consumers', 'owned', 'kept for', 'missing'];
  return { lines: rows.length > 0 ? tableLines(headings, rows) : ['No group consumes anything yet.'], json };
}

function groupOf(topic: string, group: string, shards: readonly GroupFigures[]) {
  const count = (of: (figures: GroupFigures) => boolean) => shards.filter(of).length;
  return {
    topic,
    group,
    consumers: [...new Set(shards.map(({ owner }) => owner).filter((owner) => owner))],
    owned: count(({ owner }) => owner !== ''),
    /** Shards whose streams are kept until the group has seen them. */
    kept: count(({ holdsTrim }) => holdsTrim),
    missing: count(({ exists }) => !exists),
  };
}

/** Ends a group that nobody consumes for any more. */
export async function retire(
  redis: Redis,
  { topic = '', group = '', dryRun }: StreamsArguments,
  positions: Pick<ConsumerPositions, 'forget'>,
): Promise<Answer> {
  const known = await topicNamed(redis, topic);
  const isThere = (await groupsOf(redis, known)).includes(group);
  // A Redis that was emptied knows nothing of a group that never came back; its marks hold the streams all the same.
  if (!isThere && !dryRun && (await positions.forget(topic, group)) > 0)
    return {
      lines: [`${group} was gone from Redis; its durable positions are forgotten`],
      json: { shards: 0, dryRun },
    };
  await groupNamed(redis, known, group);
  const report = await retireGroup(redis, known, group, { dryRun });
  if (!dryRun) await positions.forget(topic, group);
  const left = `${report.pending} pending and ${report.redriven} redriven entries ${dryRun ? 'would be' : 'are'} given up`;
  const line = dryRun
    ? `${group} would be retired on ${report.shards} shards of ${topic}; ${left}`
    : `${group} is retired on ${report.shards} shards of ${topic}; ${left}, its dead letters stay`;
  return { lines: [line], json: { ...report, dryRun } };
}

/** Lets a group go on that stands still behind a poisonous entry. */
export async function resume(redis: Redis, { topic = '', group = '' }: StreamsArguments): Promise<Answer> {
  const known = await topicNamed(redis, topic);
  await groupNamed(redis, known, group);
  const shards = await resumeShards(redis, known, group);
  const line = shards.length > 0 ? `${group} goes on, on shards ${shards.join(' ')}` : `${group} does not stand still.`;
  return { lines: [line], json: { shards } };
}
