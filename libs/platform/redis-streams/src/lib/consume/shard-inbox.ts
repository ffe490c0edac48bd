import type { Redis } from 'ioredis';
import type { RawEntry } from '../entry/stream-entry';
import type { TransportCounters } from '../metrics/transport-counters';
import { compareIds, idBefore } from './durable-positions';
import type { EntryIntake } from './entry-intake';
import type { Held, Source } from './held';
import type { Lanes } from './lanes';
import { beatPending } from './pending';
import type { ShardState } from './shard-state';

export interface ShardInboxOptions {
  readonly group: string;
  readonly consumer: string;
  readonly redis: Redis;
  readonly state: ShardState;
  readonly intake: EntryIntake;
  readonly counters: TransportCounters;
  readonly onError: (error: unknown) => void;
}

/** Everything of a shard that is delivered to this process and not acknowledged: from the shard, and redriven. */
export class ShardInbox {
  readonly main: Source;
  readonly redriven: Source;
  /** What the entries in the lanes take in memory, roughly. */
  bytes = 0;
  private lastId = '0-0';
  private fetching: Promise<unknown> = Promise.resolve();
  private missed = false;

  constructor(
    private readonly lanes: Lanes<Held>,
    private readonly options: ShardInboxOptions,
  ) {
    const { state, redis, onError } = options;
    this.main = this.source(state.stream);
    // Redriven entries are for this group alone: nobody else needs them once they are handled.
    this.redriven = this.source(state.retries, (ids) => void redis.xdel(state.retries, ...ids).catch(onError));
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

  /** Puts newly redriven entries where they belong among those of their keys. One call after the other: else they mix. */
  fetchRedriven(): Promise<void> {
    const fetched = this.fetching.then(() => this.fetchAfter());
    this.fetching = fetched.catch(() => undefined);
    return fetched;
  }

  private async fetchAfter(): Promise<void> {
    const { state } = this.options;
    const take = (entries: readonly RawEntry[]) => {
      for (const held of this.admit(this.redriven, entries)) this.lanes.insert(held.lane, held);
    };
    try {
      if (this.missed) await state.sweepRetries(take);
      this.missed = false;
      await state.readRetries(take);
    } catch (error) {
      // Redis may have delivered what never reached us.
      this.missed = true;
      throw error;
    }
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
    for (const raw of entries) {
      const held = this.options.intake.admit(source, raw);
      if (!held) continue;
      this.bytes += held.bytes;
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
