import { setTimeout as delay } from 'node:timers/promises';
import type { Slots } from './slots';

/** What of one shard runs, each in a slot, and what waits for another try. */
export class Runs {
  /** Waits, without a slot. */
  resting = 0;
  private running = 0;
  private idle: (() => void) | undefined;

  constructor(
    private readonly slots: Slots,
    /** Ends all rests. */
    private readonly signal: AbortSignal,
  ) {}

  begin(): void {
    this.running += 1;
  }

  end(): void {
    this.running -= 1;
    this.slots.release();
    if (this.running === 0) this.idle?.();
  }

  /** Gives the slot of a run back at once, and resolves when the time is over. */
  async rest(ms: number): Promise<void> {
    this.resting += 1;
    this.end();
    await delay(ms, undefined, { signal: this.signal }).catch(() => undefined);
    this.resting -= 1;
  }

  /** Resolves when nothing runs, or after `patienceMs`. */
  async over(patienceMs: number): Promise<void> {
    const ended = new Promise<void>((resolve) => (this.idle = resolve));
    if (this.running > 0) await Promise.race([ended, delay(patienceMs, undefined, { ref: false })]);
  }
}
