import { join } from 'node:path';
import type { Redis } from 'ioredis';
import type { Position } from '@mercury/platform/event-store';
import { luaScript } from '@mercury/platform/redis-streams';
import type { StreamCut } from './stream-cut';

const copyEntries = luaScript('copy-entries', join(__dirname, '..'));
const PAGE = 500;

/** A group of a stream, and the position behind which it reads. */
interface Group {
  readonly name: string;
  readonly position: Position;
}

/**
 * Takes the foreign end off a stream. Redis lets no stream end earlier than it once did, so that it is copied up to the cut,
 * with its groups, and the copy takes its place in one step. Killed half way, the stream is as it was.
 */
export async function cutStream(redis: Redis, { stream, keep }: StreamCut, groupsAt: Position): Promise<void> {
  // The same hash tag: both keys are on one node of a Cluster.
  const successor = `${stream}:cut`;
  await redis.unlink(successor);
  for (let from = '-'; keep > 0;) {
    const last = (await copyEntries(redis, [stream, successor], [from, `${keep}-0`, PAGE])) as string;
    if (last === '') break;
    from = `(${last}`;
  }
  const groups = await groupsOf(redis, stream);
  const change = redis.multi();
  for (const { name, position } of groups)
    change.xgroup('CREATE', successor, name, `${Math.min(position, keep, groupsAt)}-0`, 'MKSTREAM');
  if (keep > 0 || groups.length > 0) change.rename(successor, stream);
  else change.unlink(stream);
  for (const [error] of (await change.exec()) ?? []) if (error) throw error;
}

/** Lets every group of a stream read again what lies behind `position`. Groups that are not as far stay where they are. */
export async function rewindGroups(redis: Redis, stream: string, position: Position): Promise<void> {
  for (const group of await groupsOf(redis, stream))
    if (group.position > position) await redis.xgroup('SETID', stream, group.name, `${position}-0`);
}

async function groupsOf(redis: Redis, stream: string): Promise<Group[]> {
  if ((await redis.exists(stream)) === 0) return [];
  const rows = (await redis.xinfo('GROUPS', stream)) as unknown[][];
  return rows.map((row) => ({
    name: String(row[row.indexOf('name') + 1]),
    position: Number(String(row[row.indexOf('last-delivered-id') + 1]).split('-')[0]),
  }));
}
