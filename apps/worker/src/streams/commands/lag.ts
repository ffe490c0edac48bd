import type { Redis } from 'ioredis';
import {
  groupNamed,
  inspectShards,
  knownTopics,
  topicNamed,
  type GroupFigures,
  type ShardFigures,
} from '@mercury/platform/redis-streams';
import type { Answer } from '../answer';
import type { StreamsArguments } from '../arguments';
import { age, tableLines } from '../table';
import { troublesOf } from '../troubles';

const COUNT_AT_MOST = 10_000;
const FIGURES = ['lag', 'pending', 'oldest', 'dead', 'redriven', 'parked'] as const;

/** How far each group is behind; of one group, each shard. */
export async function lag(redis: Redis, { topic, group }: StreamsArguments): Promise<Answer> {
  const topics = topic ? [await topicNamed(redis, topic)] : await knownTopics(redis);
  if (group && topics[0]) await groupNamed(redis, topics[0], group);
  const shards: ShardFigures[] = [];
  for (const each of topics) shards.push(...(await inspectShards(redis, each, { group, countAtMost: COUNT_AT_MOST })));
  const figures = shards.flatMap(({ groups }) => groups);
  const lines = group
    ? tableLines(['topic', 'shard', ...FIGURES, 'owner'], figures.map(shardRow))
    : tableLines(['topic', 'group', ...FIGURES, 'owned'], [...byGroup(figures).values()].map(groupRow));
  const troubles = troublesOf(figures);
  const nothing = figures.length === 0 ? ['No group consumes anything yet.'] : [];
  return {
    lines: [...(nothing.length > 0 ? nothing : lines), ...troubles.map((trouble) => `! ${trouble}`)],
    json: { groups: figures, troubles },
    trouble: troubles.length > 0,
  };
}

function shardRow(figures: GroupFigures): (string | number)[] {
  return [figures.topic, figures.shard, ...columns([figures]), figures.owner || '-'];
}

function groupRow(figures: readonly GroupFigures[]): (string | number)[] {
  const [{ topic, group }] = figures as [GroupFigures];
  const owned = figures.filter(({ owner }) => owner).length;
  return [topic, group, ...columns(figures), `${owned} of ${figures.length}`];
}

function columns(figures: readonly GroupFigures[]): (string | number)[] {
  const sum = (of: (figure: GroupFigures) => number) => figures.reduce((total, figure) => total + of(figure), 0);
  const lagging = sum((figure) => figure.lag);
  return [
    figures.some(({ lagIsFloor }) => lagIsFloor) ? `${lagging}+` : lagging,
    sum(({ pending }) => pending),
    age(Math.max(...figures.map(({ oldestPendingSeconds }) => oldestPendingSeconds))),
    sum(({ deadLetters }) => deadLetters),
    sum(({ redriven }) => redriven),
    sum(({ parkedKeys }) => parkedKeys),
  ];
}

function byGroup(figures: readonly GroupFigures[]): Map<string, GroupFigures[]> {
  const groups = new Map<string, GroupFigures[]>();
  for (const figure of figures) {
    const name = `${figure.topic} ${figure.group}`;
    groups.set(name, [...(groups.get(name) ?? []), figure]);
  }
  return groups;
}
