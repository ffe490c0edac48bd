import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { keys } from '../keys';
import type { RedisConnectionOptions } from '../redis-options';
import type { RawEntry } from '../stream-entry';
import { BlockingReader } from './blocking-reader';
import { ShardLease } from './shard-lease';

const IDLE_MS = 1_000;
const RETRY_MS = 300;
const bootId = randomUUID().slice(0, 8);

export interface ShardLoopOptions extends RedisConnectionOptions {
  readonly topic: string;
  readonly shard: number;
  readonly group: string;
  readonly batch: number;
  readonly leaseMs: number;
  /** Called when this process has become the owner, before the first read: makes the group, takes over what is pending. */
  readonly takeOver: (stream: string, consumer: string) => Promise<RawEntry[]>;
  /** Handles entries in order. Resolves when they may be acknowledged by `process` itself. */
  readonly process: (entries: RawEntry[], fence: number, stillOwner: () => boolean) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** Reads one shard for one group, strictly serially, while this process owns its lease. */
export class ShardLoop {
  readonly consumer = `${hostname()}.${process.pid}.${bootId}`;
  private readonly reader: BlockingReader;
  private readonly lease: ShardLease;
  private readonly stop$ = new AbortController();
  private running: Promise<void> | undefined;
  private standbyAt = 0;

  constructor(
    private readonly options: ShardLoopOptions,
    commands: Redis,
  ) {
    this.reader = new BlockingReader(options);
    this.lease = new ShardLease(commands, options.topic, options.shard, options.group, this.consumer, options.leaseMs);
  }

  start(): void {
    this.running = this.run();
  }

  /** When Redis last answered: with entries, with none, or that another process owns the shard. */
  get lastSuccessAt(): number {
    return Math.max(this.reader.lastSuccessAt, this.standbyAt);
  }

  get owns(): boolean {
    return this.lease.isHeld();
  }

  /** Stops reading, lets the entries in hand finish, gives the lease back. */
  async stop(drainMs: number): Promise<void> {
    this.stop$.abort();
    this.reader.close();
    await Promise.race([this.running, delay(drainMs, undefined, { ref: false })]);
    await this.lease.release();
  }

  private get stopped(): boolean {
    return this.stop$.signal.aborted;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      try {
        const fence = await this.lease.acquire();
        if (fence > 0) await this.own(fence);
        else {
          this.standbyAt = Date.now();
          await this.pause(IDLE_MS);
        }
      } catch (error) {
        if (this.stopped) return;
        this.options.onError(error);
        await this.pause(RETRY_MS);
      }
    }
  }

  /** Everything while the lease is held; an error ends the ownership's turn and the next one begins with a new sweep. */
  private async own(fence: number): Promise<void> {
    const { topic, shard, group, batch } = this.options;
    const stream = keys.stream(topic, shard);
    const stillOwner = () => !this.stopped && this.lease.isHeld();
    const left = await this.options.takeOver(stream, this.consumer);
    if (left.length > 0) await this.options.process(left, fence, stillOwner);
    while (stillOwner()) {
      const command = (blockMs: number) => [
        'XREADGROUP',
        'GROUP',
        group,
        this.consumer,
        'COUNT',
        batch,
        'BLOCK',
        blockMs,
        'STREAMS',
        stream,
        '>',
      ];
      for (const [, entries] of await this.reader.read(command)) await this.options.process(entries, fence, stillOwner);
    }
  }

  private async pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.stop$.signal }).catch(() => undefined);
  }
}
