export interface BreakerOptions {
  /** How long one attempt may take. */
  readonly deadlineMs: number;
  /** A real, small question to the primary: what the background asks while the breaker is open. */
  readonly probe: (signal: AbortSignal) => Promise<unknown>;
  readonly probeEveryMs?: number;
  readonly failuresToOpen?: number;
  readonly successesToClose?: number;
  /** True for an error that says nothing of the primary's health: our own bad request. */
  readonly isOurs?: (error: unknown) => boolean;
  readonly onChange?: (state: BreakerState) => void;
}

export type BreakerState = 'closed' | 'open' | 'half-open';

/**
 * Keeps callers away from a primary that fails. Five failures in a row, or half of the last twenty, open it; from then on
 * no caller waits for the primary: one background probe at a time asks, and three good ones in a row close it again.
 */
export class Breaker {
  private current: BreakerState = 'closed';
  private recent: boolean[] = [];
  private goodProbes = 0;
  private timer?: NodeJS.Timeout;

  constructor(private readonly options: BreakerOptions) {}

  get state(): BreakerState {
    return this.current;
  }

  /** Runs one attempt under the deadline; undefined when it failed or was not made. */
  async run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    if (this.current !== 'closed') return undefined;
    try {
      const answer = await this.attempt(work);
      this.note(true);
      return answer;
    } catch (error) {
      if (!this.options.isOurs?.(error)) this.note(false);
      return undefined;
    }
  }

  close(): void {
    clearTimeout(this.timer);
  }

  /** The client's own timeouts are coarse (a second), so the deadline is ours, and it aborts the request. */
  private async attempt<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`no answer within ${this.options.deadlineMs} ms`));
        controller.abort();
      }, this.options.deadlineMs);
    });
    const asked = work(controller.signal);
    asked.catch(() => undefined);
    return Promise.race([asked, late]).finally(() => clearTimeout(timer));
  }

  private note(good: boolean): void {
    if (this.current !== 'closed') return;
    this.recent = [...this.recent, good].slice(-20);
    const inARow = this.options.failuresToOpen ?? 5;
    const row = this.recent.slice(-inARow);
    const failed = this.recent.filter((ok) => !ok).length;
    if (
      (row.length === inARow && row.every((ok) => !ok)) ||
      (this.recent.length >= 10 && failed * 2 >= this.recent.length)
    ) {
      this.change('open');
      this.probeLater();
    }
  }

  private probeLater(): void {
    // Jitter, so that many processes do not ask in step; once the primary answers again, it is not kept waiting.
    const everyMs = (this.options.probeEveryMs ?? 1_000) * (0.8 + 0.4 * Math.random());
    this.timer = setTimeout(() => void this.probe(), this.current === 'half-open' ? everyMs / 4 : everyMs);
    this.timer.unref();
  }

  private async probe(): Promise<void> {
    try {
      await this.attempt(this.options.probe);
      this.goodProbes += 1;
      if (this.current === 'open') this.change('half-open');
      if (this.goodProbes >= (this.options.successesToClose ?? 3)) {
        this.recent = [];
        this.goodProbes = 0;
        this.change('closed');
        return;
      }
    } catch {
      this.goodProbes = 0;
      if (this.current === 'half-open') this.change('open');
    }
    this.probeLater();
  }

  private change(state: BreakerState): void {
    this.current = state;
    this.options.onChange?.(state);
  }
}
