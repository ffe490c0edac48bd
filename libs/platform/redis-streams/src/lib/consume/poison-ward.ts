import { setTimeout as delay } from 'node:timers/promises';
import type { TransportCounters } from '../metrics/transport-counters';
import { backoffMs } from './backoff';
import type { Burial, DeadLetters, Leader } from './dead-letters';
import type { Held } from './held';
import type { PoisonMode } from './poison-mode';
import { reasonOf } from './reason-of';
import type { ShardMemory, ShardState } from './shard-state';

const INSIST = { baseMs: 200, capMs: 5_000 };

export interface PoisonWardOptions {
  readonly mode: PoisonMode;
  readonly letters: DeadLetters;
  readonly state: ShardState;
  readonly counters: TransportCounters;
  readonly onError: (error: unknown) => void;
  readonly signal: AbortSignal;
}

/** Why a shard stands still. */
interface Halt {
  /** Redis knows: only from then on does its silence mean that somebody has lifted it. */
  noted: boolean;
}

/** What is done with an entry that fails at every try, and with those behind it. */
export class PoisonWard {
  /** Keys whose entries follow a dead letter. */
  readonly parked = new Set<string>();
  /** Parked keys of which a redriven entry may have died again: those redriven after it ask before they run. */
  private readonly doubted = new Set<string>();
  private halt: Halt | undefined;

  constructor(private readonly options: PoisonWardOptions) {}

  /** Nothing of the shard is handled until an operator resumes it. */
  get halted(): boolean {
    return this.halt !== undefined;
  }

  /** The halt that Redis knows of, for who asks Redis whether it was lifted. */
  get notedHalt(): Halt | undefined {
    return this.halt?.noted ? this.halt : undefined;
  }

  /** What Redis remembers from the owner before. */
  recall({ parked, halted }: Pick<ShardMemory, 'parked' | 'halted'>): void {
    for (const key of parked) {
      this.parked.add(key);
      this.doubted.add(key);
    }
    this.halt = halted ? { noted: true } : undefined;
  }

  /** An operator has lifted this halt. False when the shard stands still for another one by now. */
  resume(halt: Halt | undefined): boolean {
    if (!halt || this.halt !== halt) return false;
    this.halt = undefined;
    return true;
  }

  /** Takes the entry out of its lane, or halts the shard with it at the head. `handedBack` when we are told to stop first. */
  async bury(held: Held, error: unknown): Promise<'ended' | 'halted' | 'handedBack'> {
    const { mode, letters, state, counters } = this.options;
    if (mode === 'halt-shard') {
      const halt = { noted: false };
      this.halt = halt;
      held.failed = 0;
      if ((await this.insist(() => state.halt(held, reasonOf(error)))) === undefined) return 'handedBack';
      halt.noted = true;
      return 'halted';
    }
    const park = mode === 'park-key' && held.entry !== undefined;
    if ((await this.insist(() => letters.bury(held, error, park))) === undefined) return 'handedBack';
    counters.deadLettered += 1;
    if (park) this.parked.add(held.lane);
    if (park && this.isRedriven(held)) this.doubted.add(held.lane);
    return 'ended';
  }

  /** What the entry may have to follow, as far as we know. */
  leaderOf(held: Held): Leader | undefined {
    if (this.parked.size === 0 || !this.parked.has(held.lane)) return undefined;
    if (!this.isRedriven(held)) return 'parked';
    return this.doubted.has(held.lane) ? 'older' : undefined;
  }

  /** Sends the entry behind the dead letter of its key; `free` when there is none any more. */
  async follow(held: Held, leader: Leader): Promise<Burial | 'handedBack'> {
    const burial = await this.insist(() => this.options.letters.follow(held, leader));
    if (burial === 'ended') this.options.counters.parked += 1;
    if (burial === 'free') this.doubted.delete(held.lane);
    return burial ?? 'handedBack';
  }

  private isRedriven({ source }: Held): boolean {
    return source.stream === this.options.state.retries;
  }

  /** While Redis does not take it (away, or full), it is tried again. Undefined when we are told to stop. */
  private async insist<Result>(move: () => Promise<Result>): Promise<Result | undefined> {
    const { signal, onError } = this.options;
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      try {
        return await move();
      } catch (error) {
        onError(error);
        await delay(backoffMs(attempt, INSIST), undefined, { signal }).catch(() => undefined);
      }
    }
    return undefined;
  }
}
