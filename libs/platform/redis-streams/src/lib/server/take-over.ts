import type { Redis } from 'ioredis';
import type { RawEntry } from '../stream-entry';

const PAGE = 500;

/** Makes a group that begins at `from` (`0` or `<position>-0`), unless it is there. Never `$`: that would lose what came before. */
export async function ensureGroup(redis: Redis, stream: string, group: string, from: string): Promise<void> {
  try {
    await redis.xgroup('CREATE', stream, group, from, 'MKSTREAM');
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('BUSYGROUP'))) throw error;
  }
}

/**
 * Claims everything that is pending in the group, whoever held it: the caller owns the shard's lease, so no other owner
 * lives. JUSTID leaves the delivery counts alone. Resolves to the claimed ids in order.
 */
export async function claimPending(redis: Redis, stream: string, group: string, consumer: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor = '0-0';
  do {
    const [next, claimed] = (await redis.xautoclaim(stream, group, consumer, 0, cursor, 'COUNT', PAGE, 'JUSTID')) as [
      string,
      string[],
    ];
    ids.push(...claimed);
    cursor = next;
  } while (cursor !== '0-0');
  return ids;
}

/** Reads the bodies of this consumer's pending entries, in order. */
export async function readOwnPending(
  redis: Redis,
  stream: string,
  group: string,
  consumer: string,
): Promise<RawEntry[]> {
  const entries: RawEntry[] = [];
  let after = '0-0';
  for (;;) {
    const reply = (await redis.call(
      'XREADGROUP',
      'GROUP',
      group,
      consumer,
      'COUNT',
      PAGE,
      'STREAMS',
      stream,
      after,
    )) as [string, RawEntry[]][] | null;
    const page = reply?.[0]?.[1] ?? [];
    entries.push(...page);
    if (page.length < PAGE) return entries;
    after = (page.at(-1) as RawEntry)[0];
  }
}
