import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { backoffMs } from '../consume/backoff';
import type { ReadableShard } from '../consume/group-reader';
import { ensureGroup } from '../consume/pending';
import { parseEntry, type RawEntry, type StreamEntry } from '../entry/stream-entry';
import { keys } from '../keys';
import { luaScript } from '../lua/script';
import { claimTopic } from '../topics';
import { isTraced } from '../tracing/is-traced';
import { tracePage } from '../tracing/trace-page';

const rewind = luaScript('rewind');

export interface PageShardOptions {
  readonly redis: Redis;
  readonly topic: string;
  readonly shard: number;
  /** Of the topic: they are compared before anything is read. */
  readonly shards: number;
  readonly group: string;
  readonly pageSize: number;
  readonly positionOf: (shard: number) => Promise<number>;
  readonly onPage: (entries: readonly StreamEntry[]) => Promise<void>;
  readonly hasRoom: (shard: PageShard) => void;
  readonly rewound: (shard: PageShard) => void;
  readonly isOwner: () => boolean;
  readonly onError: (error: unknown) => void;
}

/** One shard in page mode: strictly serial. While a page is folded the next one is read; they never run side by side. */
export class PageShard implements ReadableShard {
  readonly stream: string;
  private buffer: RawEntry[] = [];
  private readonly closing = new AbortController();
  private folding: Promise<void> | undefined;
  private failures = 0;
  private readonly traced = isTraced();
  private rewinding = false;

  constructor(private readonly options: PageShardOptions) {
    this.stream = keys.stream(options.topic, options.shard);
  }

  get isOwned(): boolean {
    return !this.closing.signal.aborted && this.options.isOwner();
  }

  room(): number {
    if (!this.isOwned || this.rewinding) return 0;
    const free = this.options.pageSize - this.buffer.length;
    return free < this.options.pageSize / 2 ? 0 : free;
  }

  take(entries: RawEntry[]): void {
    this.buffer.push(...entries);
    this.fold();
  }

  /** Nothing is pending and the next read begins behind the checkpoint: one answer to every kind of crash. */
  async recover(): Promise<void> {
    const { redis, topic, shard, shards, group, positionOf } = this.options;
    this.rewinding = true;
    await this.folding;
    this.buffer = [];
    // A Redis that was emptied has forgotten the topic too.
    await claimTopic(redis, topic, shards);
    const from = `${await positionOf(shard)}-0`;
    await ensureGroup(redis, this.stream, group, from, keys.groups(topic, shard));
    await rewind(redis, [this.stream], [group, from]);
    this.rewinding = false;
  }

  /** Resolves when the page in hand is folded, or after `drainMs`. */
  async close(drainMs: number): Promise<void> {
    this.abandon();
    await Promise.race([this.folding, delay(drainMs, undefined, { ref: false })]);
  }

  abandon(): void {
    this.closing.abort();
  }

  private fold(): void {
    if (this.folding || this.buffer.length === 0 || this.rewinding || !this.isOwned) return;
    const page = this.buffer;
    this.buffer = [];
    this.folding = this.foldPage(page).finally(() => {
      this.folding = undefined;
      this.fold();
      if (this.room() > 0) this.options.hasRoom(this);
    });
  }

  private async foldPage(page: RawEntry[]): Promise<void> {
    const { redis, topic, group, onPage, onError, rewound } = this.options;
    try {
      const entries = page.map((raw) => entryWithPosition(topic, raw));
      await (this.traced ? tracePage(this.options, entries, () => onPage(entries)) : onPage(entries));
      this.failures = 0;
    } catch (error) {
      if (this.closing.signal.aborted) return;
      onError(error);
      this.rewinding = true;
      this.failures += 1;
      const pause = backoffMs(this.failures, { baseMs: 200, capMs: 5_000 });
      await delay(pause, undefined, { signal: this.closing.signal }).catch(() => undefined);
      if (!this.closing.signal.aborted) rewound(this);
      return;
    }
    await redis.xack(this.stream, group, ...page.map(([id]) => id)).catch(onError);
  }
}

/** A checkpoint is a number: of two entries with one position it cannot say which was folded. Throws on the second. */
function entryWithPosition(topic: string, raw: RawEntry): StreamEntry {
  if (!raw[0].endsWith('-0'))
    throw new Error(
      `entry ${raw[0]} of ${topic} has no position of its own: page mode is for topics that are published with positions`,
    );
  return parseEntry(raw);
}
