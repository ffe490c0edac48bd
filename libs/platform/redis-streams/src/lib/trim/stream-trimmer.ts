import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { connectForCommands, type RedisConnectionOptions } from '../connect';
import { DEFAULT_SHARDS } from '../constants';
import { keys } from '../keys';
import { luaScript } from '../lua/script';

const trim = luaScript('trim');

export interface StreamTrimmerOptions extends RedisConnectionOptions {
  readonly topics: readonly { readonly name: string; readonly shards?: number }[];
  /** A shard that is shorter is left alone. Default 10,000 entries. */
  readonly minLength?: number;
  /** Default 10,000 ms. */
  readonly everyMs?: number;
  /**
   * The oldest position that a group of the shard may come back to after Redis was restored from an older file. What is
   * behind it stays. Default: what the groups say.
   */
  readonly oldestPosition?: (topic: string, shard: number) => Promise<number | undefined>;
  readonly onError: (error: unknown) => void;
}

/** What was, or may be, trimmed of one shard. */
export interface TrimReport {
  readonly topic: string;
  readonly shard: number;
  readonly entries: number;
  /** The first id that is kept; empty when nothing was looked at. */
  readonly keptFrom: string;
  /** The group that holds the rest. */
  readonly heldBy: string;
  /** Why nothing is trimmed, if something is wrong. */
  readonly refusal: string;
}

/** Trims one shard behind its slowest group, or says what would go. Safe at any time and from several processes at once. */
export async function trimShard(
  redis: Redis,
  topic: string,
  shard: number,
  {
    minLength = 10_000,
    oldestPosition,
    dryRun = false,
  }: { minLength?: number; oldestPosition?: number; dryRun?: boolean },
): Promise<TrimReport> {
  const [entries, keptFrom, heldBy, refusal] = (await trim(
    redis,
    [keys.stream(topic, shard), keys.groups(topic, shard)],
    [minLength, oldestPosition ?? '', dryRun ? '1' : '0'],
  )) as [number, string, string, string];
  return { topic, shard, entries, keptFrom, heldBy, refusal };
}

/**
 * Keeps streams short without losing anything: acknowledging does not delete (redis #6941), and MAXLEN drops what a slow
 * group has not seen. Groups make themselves known when they begin; one that is gone for good is retired by hand.
 */
export class StreamTrimmer {
  private readonly stopping = new AbortController();
  private redis: Redis | undefined;
  private running: Promise<void> | undefined;
  /** The last look at each shard. */
  reports: readonly TrimReport[] = [];

  constructor(private readonly options: StreamTrimmerOptions) {}

  start(): void {
    this.redis = connectForCommands(this.options);
    this.running = this.run(this.redis);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    this.redis?.disconnect();
  }

  private async run(redis: Redis): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await delay(this.options.everyMs ?? 10_000, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await this.look(redis).catch((error: unknown) => this.options.onError(error));
    }
  }

  private async look(redis: Redis): Promise<void> {
    const reports: TrimReport[] = [];
    for (const { name, shards = DEFAULT_SHARDS } of this.options.topics)
      for (let shard = 0; shard < shards; shard += 1) {
        const oldestPosition = await this.options.oldestPosition?.(name, shard);
        reports.push(await trimShard(redis, name, shard, { minLength: this.options.minLength, oldestPosition }));
      }
    this.reports = reports;
  }
}
