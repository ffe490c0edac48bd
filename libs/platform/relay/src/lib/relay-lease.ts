import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { RelayState } from './relay-state';

/**
 * Which of several relays publishes: one row with an expiry, renewed in the background so that no event waits for it. A
 * session's advisory lock would stay with a dead connection for as long as TCP believes in it (Marten PR 5304: 20 minutes).
 * Leadership saves work and is no guarantee: a leader that was frozen goes on for a moment, and Redis refuses its repeats.
 */
export class RelayLease {
  readonly owner = `${hostname()}.${process.pid}.${randomUUID().slice(0, 8)}`;
  private timer: NodeJS.Timeout | undefined;
  private renewing: Promise<void> | undefined;
  private heldUntil = 0;
  /** Of the lease that this process held last: it changes when another one has led in between. */
  epoch = 0;

  constructor(
    private readonly state: RelayState,
    private readonly leaseMs: number,
  ) {}

  get isHeld(): boolean {
    return performance.now() < this.heldUntil;
  }

  /** Takes or renews the lease, and keeps it until `release`. Resolves to false while another process holds it. */
  async take(): Promise<boolean> {
    const askedAt = performance.now();
    const epoch = await this.state.lease(this.owner, this.leaseMs);
    this.heldUntil = epoch === undefined ? 0 : askedAt + this.leaseMs;
    this.epoch = epoch ?? this.epoch;
    if (epoch !== undefined) this.timer ??= setInterval(() => this.renew(), this.leaseMs / 3).unref();
    return epoch !== undefined;
  }

  /** Gives the lease back, so that the next leader need not wait for its end. */
  async release(): Promise<void> {
    clearInterval(this.timer);
    // One that is under way would take the lease again, for nobody.
    await this.renewing;
    if (!this.isHeld) return;
    this.heldUntil = 0;
    await this.state.release(this.owner);
  }

  private renew(): void {
    if (!this.isHeld || this.renewing) return;
    // A failure shows in time: the lease ends, and the loop meets the same database.
    const done = () => void (this.renewing = undefined);
    this.renewing = this.take().then(done, done);
  }
}
