import type { Redis } from 'ioredis';
import { keys } from '../keys';
import { luaScript } from '../lua/script';

const trim = luaScript('trim');

/** How far a group has got for certain: where it goes on when Redis was emptied or restored. */
export interface TrimFloor {
  readonly group: string;
  readonly id: string;
}

export interface TrimOptions {
  /** A shard that is not longer is left alone. Default 10,000 entries. */
  readonly minLength?: number;
  /** What is behind it stays, whatever the groups say. Default: none. */
  readonly floor?: TrimFloor;
  /** Says what would go, counted to 100,000, and changes nothing. */
  readonly dryRun?: boolean;
}

/** What was, or may be, trimmed of one shard. */
export interface TrimReport {
  readonly topic: string;
  readonly shard: number;
  readonly entries: number;
  /** The first id that is kept; empty when nothing was looked at. */
  readonly keptFrom: string;
  /** The group that needs the rest; empty when every group has seen everything. */
  readonly heldBy: string;
  /** Why nothing is trimmed, if something is wrong. */
  readonly refusal: string;
  /** For how long that group has been at that place. */
  readonly heldSeconds: number;
}

/** Trims one shard behind its slowest group, or says what would go. Safe at any time and from several processes at once. */
export async function trimShard(
  redis: Redis,
  topic: string,
  shard: number,
  { minLength = 10_000, floor, dryRun = false }: TrimOptions = {},
): Promise<TrimReport> {
  const [entries, keptFrom, heldBy, refusal, heldMs] = (await trim(
    redis,
    [keys.stream(topic, shard), keys.groups(topic, shard), keys.trimmed(topic, shard)],
    [minLength, floor?.id ?? '', floor?.group ?? '', dryRun ? '1' : '0'],
  )) as [number, string, string, string, number];
  return { topic, shard, entries, keptFrom, heldBy, refusal, heldSeconds: heldMs / 1_000 };
}
