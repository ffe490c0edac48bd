import { join } from 'node:path';
import type { Redis } from 'ioredis';
import type { Position } from '@mercury/platform/event-store';
import { luaScript } from '@mercury/platform/redis-streams';
import type { StreamCut } from './stream-cut';

const copyEntries = luaScript('copy-entries', join(__dirname, '..'));
const PAGE = 500;

/** Behind which position a group reads again, at the latest. */
export type GroupStart = (group: string) => Promise<Position>;

interface Group {
  readonly name: string;
  readonly lastDelivered: Position;
  /** Everything up to here was acknowledged. */
  readonly handled: Position;
}

/**
 * Takes the foreign end off a stream. Redis lets no stream end earlier than it once did, so that it is copied up to the cut,
 * with its groups, and the copy takes its place in one step. What was pending is delivered again. Killed half way, the
 * stream is as it was.
 */
export async function cutStream(redis: Redis, { stream, keep }: StreamCut, startOf: GroupStart): Promise<void> {
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
  for (const { name, handled } of groups) {
    const start = Math.min(handled, keep, await startOf(name));
    change.xgroup('CREATE', successor, name, `${start}-0`, 'MKSTREAM');
  }
  if (keep > 0 || groups.length > 0) change.rename(successor, stream);
  else change.unlink(stream);
  for (const [error] of (await change.exec()) ?? []) if (error) throw error;
}

/** Lets every group of a stream that stays read again from its start. Groups that are not as far stay where they are. */
export async function rewindGroups(redis: Redis, stream: string, startOf: GroupStart): Promise<void> {
  for (const { name, lastDelivered } of await groupsOf(redis, stream)) {
    const start = await startOf(name);
    if (lastDelivered > start) await redis.xgroup('SETID', stream, name, `${start}-0`);
  }
}

async function groupsOf(redis: Redis, stream: string): Promise<Group[]> {
  if ((await redis.exists(stream)) === 0) return [];
  const rows = (await redis.xinfo('GROUPS', stream)) as unknown[][];
  return Promise.all(
    rows.map(async (row) => {
      const name = String(row[row.indexOf('name') + 1]);
      const lastDelivered = positionOf(row[row.indexOf('last-delivered-id') + 1]);
      const [pending, oldest] = (await redis.xpending(stream, name)) as [number, string | null];
      const handled = pending > 0 ? Math.min(lastDelivered, positionOf(oldest) - 1) : lastDelivered;
      return { name, lastDelivered, handled };
    }),
  );
}

function positionOf(id: unknown): Position {
  return Number(String(id).split('-')[0]);
}
