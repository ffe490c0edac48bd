import type { Logger } from '@nestjs/common';

const EVERY_MS = 10_000;

/**
 * Warns of what goes wrong again and again, but once in ten seconds for the same thing: while Redis is away, a hundred loops
 * meet the same error several times a second, and the one line that matters would drown.
 */
export class QuietLog {
  private readonly told = new Map<string, { at: number; since: number }>();

  constructor(
    private readonly logger: Pick<Logger, 'warn'>,
    private readonly now: () => number = Date.now,
  ) {}

  warn(what: string, error: unknown): void {
    const line = `${what}: ${error instanceof Error ? error.message : String(error)}`;
    const last = this.told.get(line);
    if (last && this.now() - last.at < EVERY_MS) {
      last.since += 1;
      return;
    }
    if (this.told.size > 200) this.told.clear();
    this.told.set(line, { at: this.now(), since: 0 });
    this.logger.warn(last?.since ? `${line} (and ${last.since} times since it was last said)` : line);
  }
}
