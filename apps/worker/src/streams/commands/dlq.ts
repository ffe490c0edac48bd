import type { Redis } from 'ioredis';
import {
  dropLetters,
  findLetters,
  groupNamed,
  redriveLetters,
  topicNamed,
  type DeadLetter,
  type KnownTopic,
} from '@mercury/platform/redis-streams';
import type { Answer } from '../answer';
import type { StreamsArguments } from '../arguments';
import { short, tableLines } from '../table';

/** The dead letters of a group, the oldest first. */
export async function list(redis: Redis, wanted: StreamsArguments): Promise<Answer> {
  const { limit = 50 } = wanted;
  const found = await findLetters(redis, await placeOf(redis, wanted), wanted.group as string, wanted, limit);
  if (found.length === 0) return { lines: ['No dead letter fits.'], json: [] };
  const rows = found.map((letter) => [
    letter.shard,
    letter.id,
    letter.originalId,
    short(letter.key, 44),
    letter.pattern,
    letter.attempts,
    letter.diedAt,
    short(letter.error, 60),
  ]);
  const lines = tableLines(['shard', 'id', 'was', 'key', 'type', 'tries', 'died', 'error'], rows);
  const more = found.length === limit ? [`The first ${limit}; --limit shows more.`] : [];
  return { lines: [...lines, ...more], json: found };
}

/** Everything of the letters with an id. */
export async function show(redis: Redis, wanted: StreamsArguments): Promise<Answer> {
  const found = await findLetters(redis, await placeOf(redis, wanted), wanted.group as string, wanted, 10);
  if (found.length === 0) return { lines: [`There is no dead letter ${wanted.id}.`], json: [], trouble: true };
  return { lines: found.flatMap(letterLines), json: found };
}

/** Gives letters back to their group. */
export async function redrive(redis: Redis, wanted: StreamsArguments, say: (line: string) => void): Promise<Answer> {
  const { rate, limit, dryRun, json } = wanted;
  let soFar = 0;
  const onMoved = (moved: number) => {
    soFar += moved;
    if (!json) say(`${soFar} moved`);
  };
  const topic = await placeOf(redis, wanted);
  const report = await redriveLetters(redis, topic, wanted.group as string, wanted, { rate, limit, dryRun, onMoved });
  const { chosen, moved } = report;
  if (chosen.length === 0) return { lines: ['No dead letter fits.'], json: report };
  if (!dryRun) return { lines: [`${moved} of ${chosen.length} letters went back to ${wanted.group}`], json: report };
  const rows = chosen.map(({ shard, id, originalId, key }) => [shard, id, originalId, key]);
  const lines = [...tableLines(['shard', 'id', 'was', 'key'], rows), `${chosen.length} letters would go back`];
  return { lines, json: report };
}

/** Deletes letters for good. */
export async function drop(redis: Redis, wanted: StreamsArguments): Promise<Answer> {
  const { limit, dryRun } = wanted;
  const topic = await placeOf(redis, wanted);
  const report = await dropLetters(redis, topic, wanted.group as string, wanted, { limit, dryRun });
  const line = dryRun ? `${report.meant} letters would be deleted` : `${report.dropped} letters are deleted`;
  return { lines: [line], json: { ...report, dryRun } };
}

async function placeOf(redis: Redis, { topic = '', group = '' }: StreamsArguments): Promise<KnownTopic> {
  const known = await topicNamed(redis, topic);
  await groupNamed(redis, known, group);
  return known;
}

function letterLines(letter: DeadLetter): string[] {
  const { data, headers, stack, ...facts } = letter;
  return [
    ...Object.entries(facts).map(([name, value]) => `${name.padEnd(10)}  ${value}`),
    `headers     ${headers}`,
    `data        ${data}`,
    ...(stack ? ['', stack] : []),
    '',
  ];
}
