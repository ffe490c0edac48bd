const FAILURES = 3;
const OPEN_MS = 5_000;

/**
 * Stops asking who does not answer: after three failures in a row nobody is asked for five seconds, then one caller tries.
 * Without it every page would wait for the whole deadline while a service is away.
 */
export class Breaker {
  private failures = 0;
  private retryAt = 0;

  constructor(private readonly now: () => number = Date.now) {}

  /** True when the service may be asked now; after a pause, true for one caller only. */
  allows(): boolean {
    if (this.failures < FAILURES) return true;
    if (this.now() < this.retryAt) return false;
    this.retryAt = this.now() + OPEN_MS;
    return true;
  }

  succeeded(): void {
    this.failures = 0;
  }

  failed(): void {
    this.failures += 1;
    this.retryAt = this.now() + OPEN_MS;
  }
}
