import type { Redis } from 'ioredis';
import { isCluster } from '../connect';
import type { StreamEntry } from '../entry/stream-entry';
import { ShardAssignment, type ShardDuty, type ShardRight } from '../membership/shard-assignment';
import { ShardMeters } from '../metrics/shard-meter';
import type { TransportCounters } from '../metrics/transport-counters';
import type { ResolvedServerOptions, ResolvedTopic } from '../server/server-defaults';
import { claimTopic } from '../topics';
import { Acker } from './acker';
import { BoundedPositions } from './bounded-positions';
import { DeadLetters } from './dead-letters';
import { EntryIntake } from './entry-intake';
import { GroupReader } from './group-reader';
import { LaneShard } from './lane-shard';
import { PoisonWard } from './poison-ward';
import { ShardState } from './shard-state';
import { Slots } from './slots';

const LOOK_MS = 1_000;

/** Where an entry is handled, and by whose right. */
export interface HandlingPlace {
  readonly topic: string;
  readonly shard: number;
  readonly stream: string;
  readonly fence: number;
}

/** Finds the handler of a pattern of a topic; undefined when there is none. */
export type FindHandler = (
  topic: string,
  pattern: string,
) => ((entry: StreamEntry, attempt: number, place: HandlingPlace) => Promise<unknown>) | undefined;

/** One shard as metrics and operators see it. */
export interface ShardStatus {
  readonly topic: string;
  readonly shard: number;
  readonly inFlight: number;
  readonly blockedLanes: number;
  /** It stands still behind a poisonous entry until an operator lets it go on. */
  readonly halted: boolean;
  /** When its reader last heard from Redis. */
  readonly lastSuccessAt: number;
}

interface OwnedShard {
  readonly topic: string;
  readonly shard: number;
  readonly lanes: LaneShard;
  readonly reader: GroupReader;
  savedMark: string;
}

/** Consumes topics for one group in this process: its share of the shards, each in order of its keys. */
export class GroupConsumer {
  /** What has happened on each shard, for metrics. */
  readonly meters = new ShardMeters();
  private readonly acker: Acker;
  private readonly slots: Slots;
  private readonly positions: BoundedPositions | undefined;
  private readonly sharedReader: GroupReader | undefined;
  private readonly assignments: ShardAssignment[];
  private readonly owned = new Map<string, OwnedShard>();
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly options: ResolvedServerOptions,
    private readonly redis: Redis,
    private readonly findHandler: FindHandler,
    private readonly onError: (error: unknown) => void,
  ) {
    this.acker = new Acker(redis, options.ackWindow, options.ackDelayMs, !isCluster(options), onError);
    this.slots = new Slots(options.concurrency);
    this.positions = options.positions && new BoundedPositions(options.positions);
    // On a Cluster the shards live on different nodes, and one command cannot read from two.
    this.sharedReader = isCluster(options) ? undefined : this.openReader();
    this.assignments = options.topics.map((topic) => this.assign(topic));
  }

  start(): void {
    this.sharedReader?.start();
    for (const assignment of this.assignments) assignment.start();
    this.every(LOOK_MS, (shard) => shard.lanes.look());
    this.every(this.options.heartbeatMs, async (shard) => {
      await shard.lanes.beat();
      await this.saveMark(shard);
    });
  }

  get group(): string {
    return this.options.group;
  }

  /** What has happened on all shards together. */
  get counters(): TransportCounters {
    return this.meters.total();
  }

  /** When the slowest of reading and membership last heard from Redis. */
  get lastSuccessAt(): number {
    const readers = [...new Set([...this.owned.values()].map(({ reader }) => reader))];
    return Math.min(...[...readers, ...this.assignments].map(({ lastSuccessAt }) => lastSuccessAt));
  }

  /** The shards that this process owns now. */
  get shards(): ShardStatus[] {
    return [...this.owned.values()].map(({ topic, shard, reader, lanes: { inFlight, blockedLanes, halted } }) => ({
      ...{ topic, shard, inFlight, blockedLanes, halted },
      lastSuccessAt: reader.lastSuccessAt,
    }));
  }

  /** Takes nothing new, lets handlers finish for `drainMs` at most, acknowledges, and hands back the rest. */
  async stop(drainMs: number): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await Promise.all(this.assignments.map((assignment) => assignment.stop(drainMs)));
    await this.sharedReader?.stop();
    await this.acker.flush();
    this.acker.stop();
  }

  private assign(topic: ResolvedTopic): ShardAssignment {
    const { group, consumer, leaseMs, drainMs } = this.options;
    const duty: ShardDuty = {
      acquired: (shard, right) => this.acquire(topic, shard, right),
      released: (shard, drain) => this.release(topic.name, shard, drain),
      lost: (shard) => this.lose(topic.name, shard),
    };
    const shared = { redis: this.redis, group, consumer, leaseMs, drainMs, onError: this.onError };
    return new ShardAssignment({ ...shared, topic: topic.name, shards: topic.shards }, duty);
  }

  private acquire(topic: ResolvedTopic, shard: number, right: ShardRight): void {
    const reader = this.sharedReader ?? this.openReader();
    if (!this.sharedReader) reader.start();
    // A Redis that was emptied has forgotten the topic too.
    claimTopic(this.redis, topic.name, topic.shards).catch(this.onError);
    const lanes = this.openLanes(topic, shard, right, reader);
    this.owned.set(placeName(topic.name, shard), { topic: topic.name, shard, lanes, reader, savedMark: '' });
    reader.add(lanes);
  }

  private async release(topic: string, shard: number, drainMs: number): Promise<void> {
    const owned = this.owned.get(placeName(topic, shard));
    if (!owned) return;
    await owned.reader.remove(owned.lanes);
    await owned.lanes.close(drainMs);
    await this.saveMark(owned).catch(this.onError);
    await this.forget(owned);
  }

  private lose(topic: string, shard: number): void {
    const owned = this.owned.get(placeName(topic, shard));
    if (!owned) return;
    owned.lanes.abandon();
    void owned.reader.remove(owned.lanes).then(() => this.forget(owned));
  }

  private async forget(owned: OwnedShard): Promise<void> {
    const name = placeName(owned.topic, owned.shard);
    if (this.owned.get(name) === owned) this.owned.delete(name);
    if (!this.sharedReader) await owned.reader.stop();
  }

  private openReader(): GroupReader {
    const { url, group, consumer, batch } = this.options;
    return new GroupReader({ url, group, consumer, batch, commands: this.redis, onError: this.onError });
  }

  private openLanes(
    topic: ResolvedTopic,
    shard: number,
    { fence, afterCrash, isHeld }: ShardRight,
    reader: GroupReader,
  ): LaneShard {
    const { options, redis, acker, slots, onError } = this;
    const meter = this.meters.of(topic.name, shard);
    const { counters } = meter;
    const { group, consumer, errors } = options;
    const state = new ShardState(redis, topic.name, shard, group, consumer, this.positions);
    const letters = new DeadLetters(redis, topic.name, shard, group);
    const place: HandlingPlace = { topic: topic.name, shard, stream: state.stream, fence };
    const handlerOf = (pattern: string) => this.findHandler(topic.name, pattern);
    const closing = new AbortController();
    const ward = new PoisonWard({ mode: options.onPoison, letters, state, counters, onError, signal: closing.signal });
    const intake = new EntryIntake({
      acker,
      isHandled: (pattern) => handlerOf(pattern) !== undefined,
      unknownPattern: topic.unknownPattern,
      noHandler: errors.noHandler,
    });
    return new LaneShard({
      ...options,
      group,
      consumer,
      redis,
      acker,
      slots,
      state,
      intake,
      ward,
      counters,
      closing,
      afterCrash,
      isOwner: isHeld,
      credit: () => this.credit(),
      handle: meter.timed((entry, attempt) =>
        (handlerOf(entry.pattern) as NonNullable<ReturnType<FindHandler>>)(entry, attempt, place),
      ),
      isFinal: (error) => errors.isFinal(error) || options.isNonRetryable(error),
      hasRoom: (lanes) => reader.hasRoom(lanes),
      onError,
    });
  }

  /** Each shard has an equal part of the whole: one that stands behind failing heads cannot take it all. */
  private credit(): { entries: number; bytes: number } {
    const shards = Math.max(1, this.owned.size);
    const { maxInFlight, maxInFlightBytes } = this.options;
    return { entries: Math.max(1, Math.floor(maxInFlight / shards)), bytes: maxInFlightBytes / shards };
  }

  private async saveMark(owned: OwnedShard): Promise<void> {
    const mark = owned.lanes.lowWaterMark();
    if (!this.positions || mark === owned.savedMark || mark === '0-0') return;
    await this.positions.save(owned.topic, owned.shard, this.options.group, mark);
    owned.savedMark = mark;
  }

  private every(ms: number, act: (owned: OwnedShard) => Promise<void>): void {
    let busy = false;
    const timer = setInterval(() => {
      if (busy) return;
      busy = true;
      void Promise.all([...this.owned.values()].map((owned) => act(owned).catch(this.onError))).then(
        () => (busy = false),
      );
    }, ms);
    timer.unref();
    this.timers.push(timer);
  }
}

function placeName(topic: string, shard: number): string {
  return `${topic}:${shard}`;
}
