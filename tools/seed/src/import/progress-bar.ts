const WIDTH = 28;

/** A bar on a terminal; a line now and then elsewhere. `share` is of the whole, from 0 to 1. */
export class ProgressBar {
  private shown = -1;

  constructor(private readonly out: NodeJS.WriteStream = process.stderr) {}

  show(share: number, text: string): void {
    const percent = Math.floor(share * 100);
    if (percent < this.shown) this.shown = -1;
    if (this.out.isTTY) {
      const full = Math.round(share * WIDTH);
      this.out.write(`\r[${'█'.repeat(full)}${'·'.repeat(WIDTH - full)}] ${percent} % ${text}\x1b[K`);
    } else if (percent >= this.shown + 10) {
      this.shown = percent - (percent % 10);
      this.out.write(`${percent} % ${text}\n`);
    }
  }

  end(): void {
    if (this.out.isTTY) this.out.write('\n');
  }
}
