const WIDTH = 28;
const EVERY_MS = 200;

/** A bar with rate and remaining time on a terminal; a line now and then elsewhere. */
export class ReplayProgress {
  private readonly startedAt: number;
  private firstAt = 0;
  private events = 0;
  private drawnAt = 0;
  private tenths = 0;
  private firstShare: number | undefined;

  constructor(
    private readonly head: number,
    private readonly out: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stderr,
    private readonly now: () => number = Date.now,
  ) {
    this.startedAt = now();
  }

  /** `position` of the store is behind us; `events` more were folded. */
  advance(position: number, events: number): void {
    this.events += events;
    const share = this.head === 0 ? 1 : Math.min(1, position / this.head);
    // A resumed replay begins in the middle: only what is done now says how fast it goes.
    if (this.firstShare === undefined) [this.firstShare, this.firstAt] = [share, this.now()];
    if (this.out.isTTY) this.draw(share);
    else if (Math.floor(share * 10) > this.tenths) {
      this.tenths = Math.floor(share * 10);
      this.out.write(`${this.line(share)}\n`);
    }
  }

  end(): void {
    if (this.out.isTTY) this.out.write(`\r${this.bar(1)} ${this.line(1)}\x1b[K\n`);
  }

  get folded(): number {
    return this.events;
  }

  get seconds(): number {
    return (this.now() - this.startedAt) / 1_000;
  }

  private draw(share: number): void {
    const now = this.now();
    if (now - this.drawnAt < EVERY_MS && share < 1) return;
    this.drawnAt = now;
    this.out.write(`\r${this.bar(share)} ${this.line(share)}\x1b[K`);
  }

  private bar(share: number): string {
    const full = Math.round(share * WIDTH);
    return `[${'█'.repeat(full)}${'·'.repeat(WIDTH - full)}]`;
  }

  private line(share: number): string {
    const rate = Math.round(this.events / Math.max(this.seconds, 0.001));
    const done = share - (this.firstShare ?? 0);
    const since = (this.now() - this.firstAt) / 1_000;
    const left = share < 1 && done > 0 ? `, ${duration((since * (1 - share)) / done)} left` : '';
    return `${Math.floor(share * 100)} % ${this.events} events, ${rate} a second${left}`;
  }
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return `${Math.ceil(seconds / 60)} min`;
}
