import type { Redis } from 'ioredis';
import { DEFAULT_SHARDS } from '../constants';
import { keys } from '../keys';
import { connectForCommands, type RedisConnectionOptions } from '../redis-options';
import { ShardLoop } from '../server/shard-loop';
import { claimPending, ensureGroup } from '../server/take-over';
import { parseEntry, type RawEntry, type StreamEntry } from '../stream-entry';

export interface StreamPage {
  readonly topic: string;
  readonly shard: number;
  readonly fence: number;
  readonly entries: readonly StreamEntry[];
}

export interface StreamPageConsumerOptions extends RedisConnectionOptions {
  readonly group: string;
  readonly topic: string;
  /** Default 8. */
  readonly shards?: number;
  /** Entries in a page at most. Default 500. */
  readonly pageSize?: number;
  /** How long a shard's owner may be silent. Default 10,000 ms. */
  readonly leaseMs?: number;
  /** The durable position of a shard: whoever becomes its owner reads on from there, whatever Redis remembers. */
  readonly positionOf: (shard: number) => Promise<number>;
  /** Folds a page; entries are acknowledged after it resolves. When it rejects, the shard is read again from `positionOf`. */
  readonly onPage: (page: StreamPage) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/**
 * Page mode, for projections: each shard strictly serially, by one leased owner, from a position that is kept with the
 * rows. The checkpoint in the database decides; the group exists so that operators see its lag.
 */
export class StreamPageConsumer {
  private readonly redis: Redis;
  private readonly loops: ShardLoop[];

  constructor(private readonly options: StreamPageConsumerOptions) {
    this.redis = connectForCommands(options);
    this.redis.on('error', () => undefined);
    this.loops = Array.from({ length: options.shards ?? DEFAULT_SHARDS }, (_, shard) => this.loop(shard));
  }

  start(): void {
    for (const loop of this.loops) loop.start();
  }

  /** When Redis last answered for the slowest shard. */
  get lastSuccessAt(): number {
    return Math.min(...this.loops.map(({ lastSuccessAt }) => lastSuccessAt));
  }

  /** The shards that this process owns now. */
  get owned(): number[] {
    return this.loops.flatMap((loop, shard) => (loop.owns ? [shard] : []));
  }

  async stop(drainMs = 10_000): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop(drainMs)));
    this.redis.disconnect();
  }

  private loop(shard: number): ShardLoop {
    const { url, topic, group, pageSize = 500, leaseMs = 10_000, onError } = this.options;
    return new ShardLoop(
      {
        url,
        topic,
        shard,
        group,
        batch: pageSize,
        leaseMs,
        onError,
        takeOver: (stream, consumer) => this.rewind(shard, stream, consumer),
        process: (entries, fence) => this.process(shard, entries, fence),
      },
      this.redis,
    );
  }

  /** Nothing is pending and the next read begins behind the checkpoint: one answer to every kind of crash. */
  private async rewind(shard: number, stream: string, consumer: string): Promise<RawEntry[]> {
    const { group } = this.options;
    const position = await this.options.positionOf(shard);
    await ensureGroup(this.redis, stream, group, `${position}-0`);
    const pending = await claimPending(this.redis, stream, group, consumer);
    if (pending.length > 0) await this.redis.xack(stream, group, ...pending);
    await this.redis.xgroup('SETID', stream, group, `${position}-0`);
    return [];
  }

  private async process(shard: number, raw: RawEntry[], fence: number): Promise<void> {
    const { topic, group, onPage } = this.options;
    await onPage({ topic, shard, fence, entries: raw.map(parseEntry) });
    await this.redis.xack(keys.stream(topic, shard), group, ...raw.map(([id]) => id));
  }
}
