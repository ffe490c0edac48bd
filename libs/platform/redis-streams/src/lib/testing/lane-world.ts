import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { connectForCommands } from '../connect';
import { Acker } from '../consume/acker';
import { DeadLetters } from '../consume/dead-letters';
import { EntryIntake } from '../consume/entry-intake';
import { LaneShard } from '../consume/lane-shard';
import { readOwnPending } from '../consume/pending';
import type { PoisonMode } from '../consume/poison-mode';
import { PoisonWard } from '../consume/poison-ward';
import { ShardState } from '../consume/shard-state';
import { Slots } from '../consume/slots';
import type { StreamEntry } from '../entry/stream-entry';
import { keys } from '../keys';
import { TransportCounters } from '../metrics/transport-counters';
import type { RawEntry } from '../entry/stream-entry';
import { redisUser, type RedisUser } from './redis-user';

const GROUP = 'g';

interface LaneWorldOptions {
  readonly mode?: PoisonMode;
  readonly attempts?: number;
  readonly credit?: { readonly entries: number; readonly bytes: number };
  readonly handle: (entry: StreamEntry) => Promise<unknown> | void;
}

/** One shard of a group on a real Redis whose reads and looks happen when a spec says so. */
export class LaneWorld {
  readonly topic = { name: `lanes-${randomUUID().slice(0, 8)}`, shards: 1 };
  readonly group = GROUP;
  readonly names = {
    stream: keys.stream(this.topic.name, 0),
    retries: keys.retries(this.topic.name, 0, GROUP),
    letters: keys.deadLetters(this.topic.name, 0, GROUP),
    parked: keys.parked(this.topic.name, 0, GROUP),
    halted: keys.halted(this.topic.name, 0, GROUP),
  };
  /** What the shard could not do. */
  readonly errors: unknown[] = [];
  private position = 0;
  private readonly open = new Set<LaneShard>();

  private constructor(
    /** As whom the shard speaks to Redis. */
    readonly user: RedisUser,
    private readonly commands: Redis,
    /** As whom an operator does. */
    readonly redis: Redis,
  ) {}

  static async open(url: string): Promise<LaneWorld> {
    const user = await redisUser(url);
    return new LaneWorld(user, connectForCommands({ url: user.url }), connectForCommands({ url }));
  }

  /** A new owner of the shard, which has taken up what was pending. */
  async own({ mode = 'park-key', attempts = 1, credit, handle }: LaneWorldOptions): Promise<LaneShard> {
    const { commands, topic } = this;
    const onError = (error: unknown) => void this.errors.push(error);
    const consumer = `c-${randomUUID().slice(0, 8)}`;
    const state = new ShardState(commands, topic.name, 0, GROUP, consumer, undefined);
    const letters = new DeadLetters(commands, topic.name, 0, GROUP);
    const acker = new Acker(commands, 64, 1, true, onError);
    const counters = new TransportCounters();
    const closing = new AbortController();
    const intake = new EntryIntake({
      ...{ acker, isHandled: () => true, unknownPattern: 'ignore' as const },
      noHandler: (pattern) => new Error(pattern),
    });
    const lanes = new LaneShard({
      ...{
        group: GROUP,
        consumer,
        redis: commands,
        acker,
        slots: new Slots(64),
        state,
        intake,
        counters,
        closing,
        attempts,
      },
      ...{ baseMs: 1, capMs: 2, maxCrashes: 3, reclaimIdleMs: 60_000, afterCrash: false, onError },
      ward: new PoisonWard({ mode, letters, state, counters, onError, signal: closing.signal }),
      credit: () => credit ?? { entries: 1_000, bytes: 8 << 20 },
      handle: async (entry) => handle(entry),
      isFinal: () => false,
      isOwner: () => true,
      hasRoom: () => undefined,
    });
    this.open.add(lanes);
    this.consumers.set(lanes, consumer);
    await lanes.recover();
    return lanes;
  }

  private readonly consumers = new Map<LaneShard, string>();

  /** Publishes entries `{ n }` of a key. */
  async publish(key: string, ns: readonly number[], padding = ''): Promise<void> {
    const { stream } = this.names;
    for (const n of ns) {
      this.position += 1;
      await this.redis.xadd(stream, `${this.position}-0`, 'k', key, 'p', 't.v1', 'd', JSON.stringify({ n, padding }));
    }
  }

  /** One read, as `GroupReader` does it, of `count` entries or as many as the shard has room for. Resolves to how many came. */
  async read(lanes: LaneShard, count = lanes.room()): Promise<number> {
    if (count === 0) return 0;
    const consumer = this.consumers.get(lanes) as string;
    const reply = (await this.redis.xreadgroup(
      ...(['GROUP', GROUP, consumer, 'COUNT', count, 'STREAMS', this.names.stream, '>'] as const),
    )) as [string, RawEntry[]][] | null;
    const entries = reply?.[0]?.[1] ?? [];
    lanes.take(entries);
    return entries.length;
  }

  /** Redis delivers redriven entries to this owner, and the answer is lost. */
  async loseRedriven(lanes: LaneShard): Promise<void> {
    await readOwnPending(this.redis, this.names.retries, GROUP, this.consumers.get(lanes) as string, '>');
  }

  async close(): Promise<void> {
    for (const lanes of this.open) await lanes.close(0);
    await this.redis.del(...Object.values(this.names));
    this.commands.disconnect();
    this.redis.disconnect();
    await this.user.remove();
  }
}

/** The `n` of an entry. */
export function numberOf(entry: StreamEntry): number {
  return (entry.parseData() as { n: number }).n;
}
