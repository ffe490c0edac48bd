import type { Clock } from '@mercury/shared/util-ids';

/**
 * Spares callers the wait for a peer that does not answer: after `failures` in a row it stays open for `openMs`, then lets
 * one caller try. Undefined means: not asked, or no answer.
 */
export class Breaker {
  private failed = 0;
  private openUntil = 0;

  constructor(
    private readonly clock: Clock,
    private readonly options: { readonly failures: number; readonly openMs: number },
  ) {}

  async run<T>(ask: () => Promise<T>, onFailure: (error: unknown) => void): Promise<T | undefined> {
    const now = this.clock.now().getTime();
    if (now < this.openUntil) return undefined;
    // Half open: this caller tries, and the others go on without until it has an answer.
    if (this.failed >= this.options.failures) this.openUntil = now + this.options.openMs;
    try {
      const answer = await ask();
      this.failed = 0;
      this.openUntil = 0;
      return answer;
    } catch (error) {
      this.failed += 1;
      if (this.failed >= this.options.failures) this.openUntil = this.clock.now().getTime() + this.options.openMs;
      onFailure(error);
      return undefined;
    }
  }
}
