import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { connectForCommands, isCluster, type RedisConnectionOptions } from '../connect';
import { DEFAULT_SHARDS } from '../constants';
import { backoffMs } from '../consume/backoff';
import { GroupReader } from '../consume/group-reader';
import type { StreamEntry } from '../entry/stream-entry';
import { OptionsCheck } from '../errors/options-error';
import { ShardAssignment, type ShardRight } from '../membership/shard-assignment';
import { claimTopic } from '../topics';
import { PageShard } from './page-shard';

const ASK_AGAIN = { baseMs: 100, capMs: 1_000 };

export interface StreamPage {
  readonly topic: string;
  readonly shard: number;
  readonly fence: number;
  readonly entries: readonly StreamEntry[];
}

export interface StreamPageConsumerOptions extends RedisConnectionOptions {
  /** Shown in lag and waited for by the trimmer; one for each read model. */
  readonly group: string;
  /** Whose entries are read. */
  readonly topic: string;
  /** Of the topic, as its publishers say. Default 8. */
  readonly shards?: number;
  /** Entries in a page at most; as many are read ahead. Default 500. */
  readonly pageSize?: number;
  /** How long a shard's owner may be silent. Default 10,000 ms. */
  readonly leaseMs?: number;
  /** The durable position of a shard: whoever becomes its owner reads on from there, whatever Redis remembers. */
  readonly positionOf: (shard: number) => Promise<number>;
  /** Folds a page; entries are acknowledged after it resolves. When it rejects, the shard is read again from `positionOf`. */
  readonly onPage: (page: StreamPage) => Promise<void>;
  /** Hears of everything that fails; the consumer goes on by itself. */
  readonly onError: (error: unknown) => void;
}

const KNOWN: readonly (keyof StreamPageConsumerOptions)[] = [
  ...(['url', 'group', 'topic', 'shards', 'pageSize', 'leaseMs', 'positionOf', 'onPage', 'onError'] as const),
];

interface Owned {
  readonly pages: PageShard;
  readonly reader: GroupReader;
}

/**
 * Page mode, for projections, on topics that are published with positions: each shard strictly serially, by one leased
 * owner, from a position that is kept with the rows. The checkpoint in the database decides; the group exists so that
 * operators see its lag and the trimmer waits for it.
 */
export class StreamPageConsumer {
  private readonly redis: Redis;
  private readonly consumer = `${hostname()}.${process.pid}.${randomUUID().slice(0, 8)}`;
  private readonly shards: number;
  private readonly sharedReader: GroupReader | undefined;
  private readonly assignment: ShardAssignment;
  private readonly ownedShards = new Map<number, Owned>();
  private readonly stopping = new AbortController();

  /** Throws OptionsError, with every problem at once, on options that cannot work. */
  constructor(private readonly options: StreamPageConsumerOptions) {
    checkOptions(options);
    const { topic, group, leaseMs = 10_000, onError } = options;
    this.redis = connectForCommands(options);
    this.shards = options.shards ?? DEFAULT_SHARDS;
    this.sharedReader = isCluster(options) ? undefined : this.openReader();
    this.assignment = new ShardAssignment(
      {
        redis: this.redis,
        topic,
        shards: this.shards,
        group,
        consumer: this.consumer,
        leaseMs,
        drainMs: leaseMs,
        onError,
      },
      {
        acquired: (shard, right) => this.acquire(shard, right),
        released: (shard, drainMs) => this.release(shard, drainMs),
        lost: (shard) => this.lose(shard),
      },
    );
  }

  /** Begins in the background; a Redis that is away, or a topic with another number of shards, is waited for. */
  start(): void {
    void this.begin();
  }

  /** When Redis last answered the slowest of reading and membership. */
  get lastSuccessAt(): number {
    const readers = [...this.ownedShards.values()].map(({ reader }) => reader);
    return Math.min(this.assignment.lastSuccessAt, ...readers.map(({ lastSuccessAt }) => lastSuccessAt));
  }

  /** The shards that this process owns now. */
  get owned(): number[] {
    return this.assignment.shards;
  }

  async stop(drainMs = 10_000): Promise<void> {
    this.stopping.abort();
    await this.assignment.stop(drainMs);
    await this.sharedReader?.stop();
    this.redis.disconnect();
  }

  /** Before anything is owned: shards that are not read would be kept from members that count them right. */
  private async begin(): Promise<void> {
    const { signal } = this.stopping;
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      try {
        await claimTopic(this.redis, this.options.topic, this.shards);
        break;
      } catch (error) {
        if (signal.aborted) return;
        this.options.onError(error);
        await delay(backoffMs(attempt, ASK_AGAIN), undefined, { signal }).catch(() => undefined);
      }
    }
    if (signal.aborted) return;
    this.sharedReader?.start();
    this.assignment.start();
  }

  private acquire(shard: number, { fence, isHeld }: ShardRight): void {
    const { topic, group, pageSize = 500, positionOf, onPage, onError } = this.options;
    const reader = this.sharedReader ?? this.openReader();
    if (!this.sharedReader) reader.start();
    const pages = new PageShard({
      redis: this.redis,
      topic,
      shard,
      shards: this.shards,
      group,
      pageSize,
      positionOf,
      onPage: (entries) => onPage({ topic, shard, fence, entries }),
      hasRoom: (self) => reader.hasRoom(self),
      isOwner: isHeld,
      rewound: (self) => reader.add(self),
      onError,
    });
    this.ownedShards.set(shard, { pages, reader });
    reader.add(pages);
  }

  private async release(shard: number, drainMs: number): Promise<void> {
    const owned = this.ownedShards.get(shard);
    if (!owned) return;
    await owned.reader.remove(owned.pages);
    await owned.pages.close(drainMs);
    await this.forget(shard, owned);
  }

  private lose(shard: number): void {
    const owned = this.ownedShards.get(shard);
    if (!owned) return;
    owned.pages.abandon();
    void owned.reader.remove(owned.pages).then(() => this.forget(shard, owned));
  }

  private async forget(shard: number, owned: Owned): Promise<void> {
    if (this.ownedShards.get(shard) === owned) this.ownedShards.delete(shard);
    if (!this.sharedReader) await owned.reader.stop();
  }

  private openReader(): GroupReader {
    const { url, group, pageSize = 500, onError } = this.options;
    return new GroupReader({ url, group, consumer: this.consumer, commands: this.redis, batch: pageSize, onError });
  }
}

function checkOptions(options: StreamPageConsumerOptions): void {
  const { url, topic, group, shards = DEFAULT_SHARDS, pageSize = 500, leaseMs = 10_000 } = options;
  const check = new OptionsCheck('StreamPageConsumer');
  check.onlyKnows(options, KNOWN);
  check.expect(Boolean(url), 'url is missing: redis://host:port');
  check.name(topic, 'topic');
  check.name(group, 'group');
  check.shards(shards, topic);
  check.positive(pageSize, 'pageSize', true);
  check.wait(leaseMs, 'leaseMs');
  check.functions(options, ['positionOf', 'onPage', 'onError']);
  check.end();
}
