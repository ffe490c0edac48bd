import type { Redis } from 'ioredis';
import { keys } from '../keys';
import { OperationError } from './operation-error';
import { flatPairs } from './redis-replies';

export interface KnownTopic {
  readonly name: string;
  readonly shards: number;
}

/** Every topic that a publisher, a server or a page consumer has used on this Redis, by name. */
export async function knownTopics(redis: Redis): Promise<KnownTopic[]> {
  const names = (await redis.smembers(keys.topics())).sort();
  const counts = await Promise.all(names.map((name) => redis.hget(keys.topic(name), 'shards')));
  return names.flatMap((name, at) => (counts[at] ? [{ name, shards: Number(counts[at]) }] : []));
}

/** Throws OperationError with the names that exist when there is no such topic. */
export async function topicNamed(redis: Redis, name: string): Promise<KnownTopic> {
  const topics = await knownTopics(redis);
  const found = topics.find((topic) => topic.name === name);
  if (found) return found;
  const known = topics.map((topic) => topic.name).join(', ') || 'none yet';
  throw new OperationError(`There is no topic ${name}. Topics: ${known}.`, 'unknown');
}

/** Every group of a topic: those that the trimmer waits for, and those that Redis has. */
export async function groupsOf(redis: Redis, { name, shards }: KnownTopic): Promise<string[]> {
  const found = new Set<string>();
  const look = async (shard: number) => {
    const [listed, there] = await Promise.all([
      redis.smembers(keys.groups(name, shard)),
      redis.xinfo('GROUPS', keys.stream(name, shard)).catch(noSuchKey),
    ]);
    for (const group of listed) found.add(group);
    for (const info of there as unknown[][]) found.add(String(flatPairs(info).get('name')));
  };
  await Promise.all(Array.from({ length: shards }, (_, shard) => look(shard)));
  return [...found].sort();
}

/** Throws OperationError with the names that exist when the topic has no such group. */
export async function groupNamed(redis: Redis, topic: KnownTopic, group: string): Promise<string> {
  const groups = await groupsOf(redis, topic);
  if (groups.includes(group)) return group;
  const known = groups.join(', ') || 'none yet';
  throw new OperationError(`Topic ${topic.name} has no group ${group}. Groups: ${known}.`, 'unknown');
}

function noSuchKey(error: unknown): unknown[] {
  if (error instanceof Error && error.message.includes('no such key')) return [];
  throw error;
}
