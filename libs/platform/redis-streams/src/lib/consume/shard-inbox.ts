import type { Redis } from 'ioredis';
import type { RawEntry } from '../entry/stream-entry';
import type { TransportCounters } from '../metrics/transport-counters';
import { compareIds, idBefore } from './durable-positions';
import type { EntryIntake } from './entry-intake';
import type { Held, Source } from './held';
import type { Lanes } from './lanes';
import { beatPending } from './pending';
import { Room, type Credit } from './room';
import type { ShardState } from './shard-state';

export interface ShardInboxOptions {
  readonly group: string;
  readonly consumer: string;
  readonly redis: Redis;
  readonly state: ShardState;
  readonly intake: EntryIntake;
  readonly counters: TransportCounters;
  /** How many entries and bytes this shard may hold unfinished; as much again of redriven ones. */
  readonly credit: () => Credit;
  readonly onError: (error: unknown) => void;
}

/** Everything of a shard that is delivered to this process and not acknowledged: from the shard, and redriven. */
export class ShardInbox {
  readonly main: Source;
  readonly redriven: Source;
  private readonly space: Room;
  /** What the entries in the lanes take in memory, roughly. */
  private bytes = 0;
  /** Since we own the shard, there was a moment at which no redriven entry was left at Redis. */
  private sawAllRedriven = false;
  private redrivenBytes = 0;
  private left = false;
  private lastId = '0-0';
  private fetching: Promise<unknown> = Promise.resolve();
  private missed = false;

  constructor(
    private readonly lanes: Lanes<Held>,
    private readonly options: ShardInboxOptions,
  ) {
    const { state, redis, onError, credit } = options;
    this.space = new Room(credit);
    this.main = this.source(state.stream);
    // Redriven entries are for this group alone: nobody else needs them once they are handled.
    this.redriven = this.source(state.retries, (ids) => void redis.xdel(state.retries, ...ids).catch(onError));
  }

  /** How many entries may be read from the shard now. */
  room(): number {
    return this.space.beside(this.lanes.size, this.bytes);
  }

  /** What belongs before the first read: the size of entries, and redriven ones. */
  async open(): Promise<void> {
    this.space.saw(await this.options.state.newest());
    await this.fetchRedriven();
  }

  /** Takes what was read from the shard into the lanes, in its order; what is held already is passed over. */
  take(entries: readonly RawEntry[]): void {
    for (const held of this.admit(this.main, entries)) this.lanes.push(held.lane, held);
  }

  /** What is pending for us and not in our hands: left by an owner before, or delivered with an answer that was lost. */
  async sweep(onFound?: (held: Held) => void): Promise<number> {
    let found = 0;
    await this.options.state.sweep((redriven, entries) => {
      for (const held of this.admit(redriven ? this.redriven : this.main, entries)) {
        found += 1;
        onFound?.(held);
        this.lanes.insert(held.lane, held);
      }
    });
    return found;
  }

  /**
   * Puts newly redriven entries where they belong among those of their keys: as many as have room, apart from what is held of
   * the shard, which may stand behind them. Resolves to whether that was all. One call after the other: else they mix.
   */
  fetchRedriven(): Promise<boolean> {
    const fetched = this.fetching.then(() => this.fetchAfter());
    this.fetching = fetched.catch(() => undefined);
    return fetched;
  }

  /** The owner before may have left redriven entries of its key that have not been fetched yet. */
  mayFollow(held: Held): boolean {
    return !this.sawAllRedriven && held.source === this.main;
  }

  /** Redriven entries were left at Redis for want of room, and there is room. */
  get wantsRedriven(): boolean {
    return this.left && this.redrivenRoom() > 0;
  }

  private async fetchAfter(): Promise<boolean> {
    const { state } = this.options;
    const take = (entries: readonly RawEntry[]) => {
      for (const held of this.admit(this.redriven, entries)) this.lanes.insert(held.lane, held);
    };
    this.left = false;
    try {
      if (this.missed) await state.sweepRetries(take);
      this.missed = false;
      // Beginning small: they may be larger than what the shard was seen to hold.
      for (let atMost = 1; this.redrivenRoom() > 0; atMost *= 4) {
        const count = Math.min(atMost, this.redrivenRoom());
        const page = await state.readRetries(count);
        take(page);
        if (page.length < count) return (this.sawAllRedriven = true);
      }
      this.left = true;
      return false;
    } catch (error) {
      // Redis may have delivered what never reached us.
      this.missed = true;
      throw error;
    }
  }

  private redrivenRoom(): number {
    return this.space.beside(this.redriven.held.size, this.redrivenBytes);
  }

  /** It is in no lane any more. */
  ended(held: Held): void {
    this.bytes -= held.bytes;
    if (held.source === this.redriven) this.redrivenBytes -= held.bytes;
  }

  /** Says that we are at work on what we hold. */
  async beat(): Promise<void> {
    const { redis, group, consumer } = this.options;
    for (const { stream, held } of [this.main, this.redriven])
      if (held.size > 0) await beatPending(redis, stream, group, consumer, [...held.keys()]);
  }

  /** Everything up to this id is handled and acknowledged. */
  lowWaterMark(): string {
    let lowest: string | undefined;
    for (const id of this.main.held.keys()) if (!lowest || compareIds(id, lowest) < 0) lowest = id;
    return lowest ? idBefore(lowest) : this.lastId;
  }

  private admit(source: Source, entries: readonly RawEntry[]): Held[] {
    const admitted: Held[] = [];
    this.space.saw(entries);
    for (const raw of entries) {
      const held = this.options.intake.admit(source, raw);
      if (!held) continue;
      this.bytes += held.bytes;
      if (source === this.redriven) this.redrivenBytes += held.bytes;
      admitted.push(held);
    }
    const last = entries.at(-1)?.[0];
    if (last && source === this.main && compareIds(last, this.lastId) > 0) this.lastId = last;
    return admitted;
  }

  private source(stream: string, more?: (ids: readonly string[]) => void): Source {
    const { state, group, counters } = this.options;
    const held = new Map<string, Held>();
    const acknowledged = (ids: readonly string[], missing: boolean) => {
      for (const id of ids) held.delete(id);
      if (missing) counters.missingAcks += 1;
      more?.(ids);
    };
    return { stream, group, marks: [state.attemptsKey, state.startedKey], held, acknowledged };
  }
}
