import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { RedisConnectionOptions } from '../connect';
import type { RawEntry } from '../entry/stream-entry';
import { BlockingReader } from './blocking-reader';

const RETRY_MS = 100;
const RETRY_CAP_MS = 1_000;

/** A shard as its reader sees it. */
export interface ReadableShard {
  readonly stream: string;
  /** False once its lease may have passed to somebody else: then nothing is read or claimed for it. */
  readonly isOwned: boolean;
  /** How many entries it can take now; 0 leaves it out of the next read. */
  room(): number;
  /** New entries, in order. Must not throw. */
  take(entries: RawEntry[]): void;
  /**
   * Called before the first read, and before the next one after each break of the connection or error: makes the group if it is gone, and
   * takes up entries that were delivered to us without reaching us.
   */
  recover(): Promise<void>;
}

export interface GroupReaderOptions extends RedisConnectionOptions {
  readonly group: string;
  readonly consumer: string;
  readonly commands: Redis;
  /** Entries of one shard in one read, at most. */
  readonly batch: number;
  readonly onError: (error: unknown) => void;
}

/**
 * Reads all shards that a process owns in one blocking call. COUNT holds for each stream; a shard without room is left
 * out, and the read is woken when it has room again, so that a busy shard neither fills the memory nor waits for a quiet one.
 */
export class GroupReader {
  private readonly shards = new Map<string, ReadableShard>();
  private readonly fresh = new Set<ReadableShard>();
  private readonly reader: BlockingReader;
  private running: Promise<void> | undefined;
  private stopped = false;
  private generation = 0;
  private idleAt = 0;
  /** The shards of the read that is under way. */
  private inRead: ReadonlySet<ReadableShard> = new Set();
  private wakeIdle: (() => void) | undefined;
  private betweenReads: (() => void)[] = [];

  constructor(private readonly options: GroupReaderOptions) {
    this.reader = new BlockingReader(options, options.commands, readerName(options.consumer));
  }

  get lastSuccessAt(): number {
    return this.shards.size === 0 ? Date.now() : Math.max(this.idleAt, this.reader.lastSuccessAt);
  }

  start(): void {
    this.running = this.run();
  }

  add(shard: ReadableShard): void {
    this.shards.set(shard.stream, shard);
    this.fresh.add(shard);
    this.wake();
  }

  /** Resolves when no read that names the shard is under way: only then may its lease be given back. */
  async remove(shard: ReadableShard): Promise<void> {
    this.shards.delete(shard.stream);
    this.fresh.delete(shard);
    if (!this.inRead.has(shard)) return;
    const over = new Promise<void>((resolve) => this.betweenReads.push(resolve));
    this.wake();
    await over;
  }

  /** A shard has room again. Wakes the reader when it reads without this shard. */
  hasRoom(shard: ReadableShard): void {
    if (!this.inRead.has(shard)) this.wake();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wakeIdle?.();
    this.reader.close();
    await this.running;
  }

  private wake(): void {
    this.wakeIdle?.();
    this.reader.wake();
  }

  private async run(): Promise<void> {
    let failures = 0;
    while (!this.stopped) {
      try {
        await this.recoverWhatNeedsIt();
        await this.readOnce();
        failures = 0;
      } catch (error) {
        if (this.stopped) return;
        this.options.onError(error);
        // Whatever broke may have taken groups or deliveries with it.
        for (const shard of this.shards.values()) this.fresh.add(shard);
        failures += 1;
        await this.idle(Math.min(RETRY_CAP_MS, RETRY_MS * 2 ** failures));
      } finally {
        this.inRead = new Set();
        for (const resolve of this.betweenReads.splice(0)) resolve();
      }
    }
  }

  private async readOnce(): Promise<void> {
    let idle = false;
    const replies = await this.reader.read((blockMs) => {
      // A new connection: what the old one was given may never have arrived, and comes before anything new.
      if (this.isNewConnection()) return undefined;
      const readable = [...this.shards.values()].filter((shard) => !this.fresh.has(shard) && shard.room() > 0);
      idle = readable.length === 0;
      if (idle) return undefined;
      this.inRead = new Set(readable);
      return this.command(readable, blockMs);
    });
    if (idle) await this.waitForRoom();
    for (const [stream, entries] of replies) {
      const shard = this.shards.get(stream);
      // Lost and won again meanwhile: what has come stays pending, and its new ownership begins with that.
      if (shard && this.inRead.has(shard)) shard.take(entries);
    }
  }

  /** A shard that came while others recovered is next; otherwise whoever has room again wakes us. */
  private async waitForRoom(): Promise<void> {
    // Nothing to read for is no silence of Redis.
    this.idleAt = Date.now();
    if (![...this.fresh].some(({ isOwned }) => isOwned)) await this.idle(RETRY_CAP_MS);
  }

  private isNewConnection(): boolean {
    if (this.reader.generation === this.generation) return false;
    const first = this.generation === 0;
    this.generation = this.reader.generation;
    if (first) return false;
    for (const shard of this.shards.values()) this.fresh.add(shard);
    return true;
  }

  private command(readable: readonly ReadableShard[], blockMs: number): (string | number)[] {
    const { group, consumer, batch } = this.options;
    const count = Math.min(batch, ...readable.map((shard) => shard.room()));
    const streams = readable.map(({ stream }) => stream);
    return [
      ...['XREADGROUP', 'GROUP', group, consumer],
      ...['COUNT', count, 'BLOCK', blockMs],
      ...['STREAMS', ...streams, ...streams.map(() => '>')],
    ];
  }

  private async recoverWhatNeedsIt(): Promise<void> {
    if (this.fresh.size === 0) return;
    const shards = [...this.fresh].filter(({ isOwned }) => isOwned);
    await Promise.all(shards.map((shard) => shard.recover()));
    for (const shard of shards) this.fresh.delete(shard);
  }

  private async idle(ms: number): Promise<void> {
    const ended = new AbortController();
    this.wakeIdle = () => ended.abort();
    await delay(ms, undefined, { signal: ended.signal }).catch(() => undefined);
    this.wakeIdle = undefined;
  }
}

/** The name of a consumer's reading connection in CLIENT LIST. */
export function readerName(consumer: string): string {
  return `mrc-reader:${consumer}`;
}
