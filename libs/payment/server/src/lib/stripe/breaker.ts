/** `closed` lets calls through, `open` refuses them, `half-open` waits for the one that tries. */
export type BreakerState = 'closed' | 'open' | 'half-open';

export interface BreakerOptions {
  readonly failuresToOpen: number;
  readonly openMs: number;
  readonly now: () => number;
}

/**
 * Keeps callers from waiting for a Stripe that does not answer. So many failures in a row open it; when its time is over,
 * one call tries, and decides for all.
 */
export class Breaker {
  private failures = 0;
  private openedAt: number | undefined;
  private trying = false;

  constructor(private readonly options: BreakerOptions) {}

  get state(): BreakerState {
    if (this.openedAt === undefined) return 'closed';
    return this.trying || this.options.now() - this.openedAt >= this.options.openMs ? 'half-open' : 'open';
  }

  /** True when a call may be made now. Whoever asks and hears true makes it, and reports how it went. */
  admits(): boolean {
    if (this.openedAt === undefined) return true;
    if (this.state === 'open' || this.trying) return false;
    this.trying = true;
    return true;
  }

  report(reached: boolean): void {
    this.trying = false;
    this.failures = reached ? 0 : this.failures + 1;
    if (reached) this.openedAt = undefined;
    else if (this.openedAt !== undefined || this.failures >= this.options.failuresToOpen)
      this.openedAt = this.options.now();
  }
}
