import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { EventStore, Position } from '@mercury/platform/event-store';
import { claimTopic, DEFAULT_SHARDS } from '@mercury/platform/redis-streams';
import { PagePublisher } from './page-publisher';
import { HistoryDivergedError } from './relay.errors';
import { RelayLease } from './relay-lease';
import type { RelayState } from './relay-state';
import { ShardWriter } from './shard-writer';
import { StreamLimits, type StreamLimitOptions } from './stream-limits';
import { topics } from './topic-of';

const BUSY_MS = 5;
// A look costs 0.1 ms of PostgreSQL; NOTIFY in the append would serialise all commits (event-store.md §6).
const IDLE_MS = 15;
const RETRY_MS = 500;
const STANDBY_MS = 250;

export interface RelayOptions extends StreamLimitOptions {
  readonly redisUrl: string;
  /** Events read at once. Default 500. */
  readonly pageSize?: number;
  /** How long a leader may be silent before another relay takes over. Default 3,000 ms. */
  readonly leaseMs?: number;
  /** Called with whatever stops the relay for a moment; it goes on by itself. */
  readonly onError: (error: unknown) => void;
  /** What puts entries into Redis. Default ShardWriter; others are for tests of crashes. */
  readonly writer?: (redis: Redis, state: RelayState) => ShardWriter;
}

/** `standby`: another relay leads. `refusing`: the streams hold another history than the store; see HistoryDivergedError. */
export type RelayRole = 'starting' | 'leader' | 'standby' | 'refusing';

/**
 * Copies events from the store to Redis Streams, in order, each once: the entry id is the event's position. Of several
 * relays one leads; that saves work, and is not needed for correctness: the script skips what is there.
 */
export class Relay {
  private readonly redis: Redis;
  private readonly limits: StreamLimits;
  private readonly pages: PagePublisher;
  private readonly lease: RelayLease;
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private epoch: number | undefined;
  role: RelayRole = 'starting';
  /** When it last did what its role asks of it, in milliseconds since 1970. */
  lastSuccessAt = 0;
  /** Why nothing is published, while `role` is `refusing`. */
  refusal: string | undefined;

  constructor(
    store: EventStore,
    state: RelayState,
    private readonly options: RelayOptions,
  ) {
    const { redisUrl, pageSize = 500, leaseMs = 3_000, writer } = options;
    this.redis = new Redis(redisUrl, {
      protocol: 2,
      maxRetriesPerRequest: 1,
      commandTimeout: 5_000,
      autoResendUnfulfilledCommands: false,
    });
    this.redis.on('error', () => undefined);
    this.limits = new StreamLimits(this.redis, options);
    this.lease = new RelayLease(state, leaseMs);
    const shardWriter = writer?.(this.redis, state) ?? new ShardWriter(this.redis, state);
    this.pages = new PagePublisher(store, state, shardWriter, this.limits, pageSize);
  }

  /** Everything up to here is in every stream, as far as this relay knows. */
  get position(): Position {
    return this.pages.safePosition;
  }

  /** Streams that wait for their consumers, and why; `memory` when all wait for Redis. */
  get pauses(): ReadonlyMap<string, string> {
    const { memoryPause, pauses } = this.limits;
    return memoryPause ? new Map([...pauses, ['memory', memoryPause]]) : pauses;
  }

  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await this.lease.release().catch(this.options.onError);
    this.redis.disconnect();
  }

  /** Publishes what is safe now; resolves to the number of events read. For tests and the loop. */
  async relayPage(): Promise<number> {
    const events = await this.pages.step();
    this.lastSuccessAt = Date.now();
    return events;
  }

  /**
   * Finds the place to go on from, and compares the ends of the streams with the store. Throws HistoryDivergedError, and
   * ShardCountError when a topic was created with another number of shards.
   */
  async resume(): Promise<void> {
    for (const topic of topics) await claimTopic(this.redis, topic, DEFAULT_SHARDS);
    await this.pages.resume();
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const pause = await this.turn().catch((error: unknown) => this.stumble(error));
      await delay(pause, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  /** Resolves to how long to wait before the next one. */
  private async turn(): Promise<number> {
    if (!this.lease.isHeld && !(await this.lease.take())) {
      this.role = 'standby';
      this.refusal = undefined;
      this.epoch = undefined;
      this.lastSuccessAt = Date.now();
      return STANDBY_MS;
    }
    if (this.epoch !== this.lease.epoch) {
      await this.resume();
      this.epoch = this.lease.epoch;
      this.refusal = undefined;
      this.role = 'leader';
    }
    return (await this.relayPage()) > 0 ? BUSY_MS : IDLE_MS;
  }

  private stumble(error: unknown): number {
    this.options.onError(error);
    // Whatever broke may have taken entries with it: look where Redis is before going on.
    this.epoch = undefined;
    if (error instanceof HistoryDivergedError) {
      this.role = 'refusing';
      this.refusal = error.message;
    } else if (this.role === 'leader') this.role = 'starting';
    return RETRY_MS;
  }
}
