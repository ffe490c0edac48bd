import { Logger } from '@nestjs/common';

/** Runs work again and again with a pause in between, never twice at once; `wake` makes the next turn come now. */
export class SweepLoop {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = true;

  constructor(
    private readonly everyMs: number,
    private readonly work: () => Promise<unknown>,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.stopped = false;
    this.later();
  }

  wake(): void {
    if (this.stopped) return;
    this.again = true;
    clearTimeout(this.timer);
    this.turn();
  }

  /** Resolves when the turn that runs has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private turn(): void {
    this.running ??= this.run().finally(() => {
      this.running = undefined;
      if (!this.stopped) this.later();
    });
  }

  private async run(): Promise<void> {
    do {
      this.again = false;
      await this.work().catch((error: unknown) => this.logger.error(`sweep failed: ${String(error)}`));
    } while (this.again && !this.stopped);
  }

  private later(): void {
    this.timer = setTimeout(() => this.turn(), this.everyMs);
    this.timer.unref();
  }
}
