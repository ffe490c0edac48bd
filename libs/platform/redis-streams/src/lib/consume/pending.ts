import type { Redis } from 'ioredis';
import type { RawEntry } from '../entry/stream-entry';
import { luaScript } from '../lua/script';

const makeGroup = luaScript('ensure-group');
const PAGE = 500;

/**
 * Makes a group that begins at `from` (`0` or `<position>-0`), unless it is there, and notes it down in `groups` if given.
 * Never `$` for events: that would lose what came before. A function is asked only when the group is gone. Resolves to whether
 * it was made.
 */
export async function ensureGroup(
  redis: Redis,
  stream: string,
  group: string,
  from: string | (() => Promise<string>),
  groups?: string,
): Promise<boolean> {
  const names = groups ? [stream, groups] : [stream];
  if (typeof from === 'string') return (await makeGroup(redis, names, [group, from])) === 1;
  if ((await makeGroup(redis, names, [group, ''])) === 0) return false;
  return ensureGroup(redis, stream, group, await from(), groups);
}

/**
 * Claims what is pending in the group and has been idle for `minIdleMs`, whoever held it: the caller owns the shard's
 * lease, so no other owner lives. JUSTID leaves the delivery counts alone. Resolves to the claimed ids in order, and to how
 * many were pending without a body any more (trimmed or deleted by hand): those are lost, and somebody must hear of it.
 */
export async function claimPending(
  redis: Redis,
  stream: string,
  group: string,
  consumer: string,
  minIdleMs = 0,
): Promise<{ ids: string[]; lost: number }> {
  const ids: string[] = [];
  let lost = 0;
  let cursor = '0-0';
  do {
    const [next, claimed, deleted] = (await redis.xautoclaim(
      stream,
      group,
      consumer,
      minIdleMs,
      cursor,
      'COUNT',
      PAGE,
      'JUSTID',
    )) as [string, string[], string[] | undefined];
    ids.push(...claimed);
    lost += deleted?.length ?? 0;
    cursor = next;
  } while (cursor !== '0-0');
  return { ids, lost };
}

/** Reads the bodies of this consumer's pending entries after `after`, or new entries with `>`, in order, `count` at most. */
export async function readOwnPending(
  redis: Redis,
  stream: string,
  group: string,
  consumer: string,
  after: string,
  count = PAGE,
): Promise<RawEntry[]> {
  const reply = (await redis.call('XREADGROUP', 'GROUP', group, consumer, 'COUNT', count, 'STREAMS', stream, after)) as
    [string, RawEntry[]][] | null;
  return reply?.[0]?.[1] ?? [];
}

/** Says "still at work" for entries that this consumer holds: resets their idle time, not their delivery count. */
export async function beatPending(
  redis: Redis,
  stream: string,
  group: string,
  consumer: string,
  ids: readonly string[],
): Promise<void> {
  for (let at = 0; at < ids.length; at += PAGE)
    await redis.xclaim(stream, group, consumer, 0, ...ids.slice(at, at + PAGE), 'JUSTID');
}
