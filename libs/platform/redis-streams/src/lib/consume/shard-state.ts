import type { Redis } from 'ioredis';
import type { RawEntry } from '../entry/stream-entry';
import { keys } from '../keys';
import { luaScript } from '../lua/script';
import type { DurablePositions } from './durable-positions';
import type { Held } from './held';
import { claimPending, ensureGroup, readOwnPending } from './pending';

const forgetConsumers = luaScript('forget-consumers');
const noteHalt = luaScript('halt');

/** What Redis remembers of a shard for its group, besides the entries. */
export interface ShardMemory {
  /** Failed tries by entry id. */
  readonly attempts: ReadonlyMap<string, number>;
  /** How often a process died while it ran an entry, by entry id. */
  readonly started: ReadonlyMap<string, number>;
  readonly parked: ReadonlySet<string>;
  readonly halted: boolean;
}

/** Reads and repairs what a group has in Redis for one shard. */
export class ShardState {
  readonly stream: string;
  readonly retries: string;
  readonly attemptsKey: string;
  readonly startedKey: string;
  private readonly parkedKey: string;
  private readonly haltedKey: string;

  constructor(
    private readonly redis: Redis,
    private readonly topic: string,
    private readonly shard: number,
    private readonly group: string,
    private readonly consumer: string,
    private readonly positions: DurablePositions | undefined,
  ) {
    this.stream = keys.stream(topic, shard);
    this.retries = keys.retries(topic, shard, group);
    this.attemptsKey = keys.attempts(topic, shard, group);
    this.startedKey = keys.started(topic, shard, group);
    this.parkedKey = keys.parked(topic, shard, group);
    this.haltedKey = keys.halted(topic, shard, group);
  }

  /** Makes the group where it has got to, if it is gone, and tells the trimmer of it. Resolves to whether it was gone. */
  async ensureGroup(): Promise<boolean> {
    const { positions, topic, shard, group } = this;
    const from = positions ? async () => (await positions.load(topic, shard, group)) ?? '0' : '0';
    return ensureGroup(this.redis, this.stream, group, from, keys.groups(topic, shard));
  }

  async recall(): Promise<ShardMemory> {
    const [attempts, started, parked, halted] = await Promise.all([
      this.redis.hgetall(this.attemptsKey),
      this.redis.hgetall(this.startedKey),
      this.redis.smembers(this.parkedKey),
      this.redis.exists(this.haltedKey),
    ]);
    return { attempts: numbers(attempts), started: numbers(started), parked: new Set(parked), halted: halted === 1 };
  }

  /** Claims what anybody holds and has not touched for `minIdleMs`. */
  async claim(minIdleMs: number): Promise<{ claimed: number; lost: number }> {
    const { ids, lost } = await claimPending(this.redis, this.stream, this.group, this.consumer, minIdleMs);
    if ((await this.redis.exists(this.retries)) === 0) return { claimed: ids.length, lost };
    const more = await claimPending(this.redis, this.retries, this.group, this.consumer, minIdleMs);
    return { claimed: ids.length + more.ids.length, lost: lost + more.lost };
  }

  /** Removes the names of consumers that hold nothing. Only the owner of the shard may: nobody else has business there. */
  async forgetOthers(): Promise<void> {
    await forgetConsumers(this.redis, [this.stream], [this.group, this.consumer]);
  }

  /** Hands over everything that is pending for us, page by page, in order: redriven entries first. */
  async sweep(admit: (retried: boolean, entries: RawEntry[]) => void): Promise<void> {
    await this.sweepRetries((entries) => admit(true, entries));
    await this.sweepStream(this.stream, (entries) => admit(false, entries));
  }

  /** Hands over the redriven entries that are pending for us, in order. */
  async sweepRetries(admit: (entries: RawEntry[]) => void): Promise<void> {
    if ((await this.redis.exists(this.retries)) === 1) await this.sweepStream(this.retries, admit);
  }

  private async sweepStream(stream: string, admit: (entries: RawEntry[]) => void): Promise<void> {
    for (let after: string | undefined = '0-0'; after;) {
      const page = await readOwnPending(this.redis, stream, this.group, this.consumer, after);
      admit(page);
      after = page.at(-1)?.[0];
    }
  }

  /** What an operator has changed since: redriven entries, a halt that was lifted. One look, for every second. */
  async look(): Promise<{ redriven: boolean; halted: boolean }> {
    const [redriven, halted] = await Promise.all([this.redis.exists(this.retries), this.redis.exists(this.haltedKey)]);
    return { redriven: redriven === 1, halted: halted === 1 };
  }

  /** New redriven entries, in order, `count` at most. They must come before what is read later. */
  async readRetries(count: number): Promise<RawEntry[]> {
    return readOwnPending(this.redis, this.retries, this.group, this.consumer, '>', count).catch(noGroup);
  }

  /** The newest entry, for its size. */
  async newest(): Promise<RawEntry[]> {
    return (await this.redis.xrevrange(this.stream, '+', '-', 'COUNT', 1)) as RawEntry[];
  }

  /** Notes that an entry begins, where a crash must be blamed on it. */
  async noteStart(id: string): Promise<void> {
    await this.redis.hincrby(this.startedKey, id, 1);
  }

  async noteEnd(id: string): Promise<void> {
    await this.redis.hdel(this.startedKey, id);
  }

  /** Writes down why the shard stands still; lifted by deleting it. Then the entry's tries begin anew, so they are forgotten. */
  async halt({ id, originalId }: Held, error: string, now = new Date()): Promise<'halted'> {
    await noteHalt(this.redis, [this.haltedKey, this.attemptsKey], [id, originalId, error, now.toISOString()]);
    return 'halted';
  }
}

function numbers(hash: Record<string, string>): Map<string, number> {
  return new Map(Object.entries(hash).map(([id, count]) => [id, Number(count)]));
}

function noGroup(error: unknown): RawEntry[] {
  if (error instanceof Error && error.message.includes('NOGROUP')) return [];
  throw error;
}
