const WIDTH = 28;
/** Before this much has passed a forecast would only jump about. */
const FORECAST_AFTER_MS = 1_500;

/** A bar on a terminal; a line for each tenth elsewhere. One at a time. */
export class ProgressBar {
  private tenth = -1;
  private share = 0;
  private startedAt: number | undefined;

  constructor(
    private readonly out: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stderr,
    private readonly now: () => number = Date.now,
  ) {}

  /** `share` of the whole, from 0 to 1; `text` says what it is. A smaller share than before begins a new bar. */
  show(share: number, text: string): void {
    const done = Math.min(Math.max(share, 0), 1);
    if (this.startedAt === undefined || done < this.share) this.restart();
    this.share = done;
    const line = `${Math.floor(done * 100)} % ${text}${this.forecast()}`;
    if (this.out.isTTY) {
      const full = Math.round(done * WIDTH);
      this.out.write(`\r[${'█'.repeat(full)}${'·'.repeat(WIDTH - full)}] ${line}\x1b[K`);
    } else if (Math.floor(done * 10) > this.tenth) {
      this.tenth = Math.floor(done * 10);
      this.out.write(`${line}\n`);
    }
  }

  /** Leaves the bar as it is; what is written next stands on a line of its own. */
  end(): void {
    if (this.out.isTTY && this.startedAt !== undefined) this.out.write('\n');
    this.startedAt = undefined;
  }

  private restart(): void {
    this.startedAt = this.now();
    this.tenth = -1;
    this.share = 0;
  }

  private forecast(): string {
    const elapsed = this.now() - (this.startedAt ?? this.now());
    if (elapsed < FORECAST_AFTER_MS || this.share === 0 || this.share === 1) return '';
    const seconds = Math.ceil((elapsed * (1 - this.share)) / this.share / 1000);
    return seconds < 90 ? `, ${seconds} s to go` : `, ${Math.round(seconds / 60)} min to go`;
  }
}
