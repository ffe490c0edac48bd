import type { Redis } from 'ioredis';
import { keys } from '../keys';
import { luaScript } from '../lua/script';
import type { KnownTopic } from './known-topics';
import { OperationError } from './operation-error';

const retire = luaScript('retire-group');

export interface RetireReport {
  /** Shards on which the group was, or would be, ended. */
  readonly shards: number;
  /** Entries that were delivered and never finished, and redriven ones: given up. */
  readonly pending: number;
  readonly redriven: number;
}

/**
 * Ends a group for good: streams are no longer kept for it. Its dead letters stay until they are dropped. Throws
 * OperationError while a process still consumes for it: one that is gone but held a lease is waited for.
 */
export async function retireGroup(
  redis: Redis,
  topic: KnownTopic,
  group: string,
  { dryRun = false }: { dryRun?: boolean } = {},
): Promise<RetireReport> {
  const call = (shard: number, dry: boolean) => {
    const names = [
      keys.stream(topic.name, shard),
      keys.groups(topic.name, shard),
      keys.lease(topic.name, shard, group),
      keys.owner(topic.name, shard, group),
      keys.attempts(topic.name, shard, group),
      keys.started(topic.name, shard, group),
      keys.parked(topic.name, shard, group),
      keys.halted(topic.name, shard, group),
      keys.retries(topic.name, shard, group),
    ];
    return retire(redis, names, [group, dry ? '1' : '0']) as Promise<[string, number, number]>;
  };
  const all = (dry: boolean) => Promise.all(Array.from({ length: topic.shards }, (_, shard) => call(shard, dry)));
  // First a look: a group that is alive on one shard must not lose the others.
  let replies = await all(true);
  if (!dryRun && !replies.some(([owner]) => owner)) replies = await all(false);
  const owner = replies.find(([name]) => name)?.[0];
  if (owner)
    throw new OperationError(
      `Group ${group} is consumed by ${owner}: stop its processes first (a lease lapses seconds after its owner has died).`,
      'refused',
    );
  const sum = (at: 1 | 2) => replies.reduce((total, reply) => total + reply[at], 0);
  return { shards: topic.shards, pending: sum(1), redriven: sum(2) };
}
