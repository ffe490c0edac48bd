/** How many handlers run at once, over all shards of a server. Who finds no slot is called when one is free, in turn. */
export class Slots {
  private running = 0;
  private readonly waiting = new Set<() => void>();
  private readonly alone: (() => void)[] = [];
  private isAlone = false;

  constructor(private readonly limit: number) {}

  get taken(): number {
    return this.running;
  }

  /** Takes a slot. When there is none, answers false, and `whenFree` is called once when there is one again. */
  take(whenFree: () => void): boolean {
    if (this.running < this.limit && this.alone.length === 0 && !this.isAlone) {
      this.running += 1;
      return true;
    }
    this.waiting.add(whenFree);
    return false;
  }

  /** Resolves when nothing else runs; nothing else starts until `release`. For what may take the process down with it. */
  takeAlone(): Promise<void> {
    return new Promise((resolve) => {
      this.alone.push(resolve);
      this.admitAlone();
    });
  }

  release(): void {
    this.running -= 1;
    this.isAlone = false;
    if (this.alone.length > 0) {
      this.admitAlone();
      return;
    }
    for (const whenFree of this.waiting) {
      if (this.running >= this.limit) return;
      this.waiting.delete(whenFree);
      whenFree();
    }
  }

  private admitAlone(): void {
    if (this.running > 0) return;
    const admit = this.alone.shift();
    if (!admit) return;
    this.running = 1;
    this.isAlone = true;
    admit();
  }
}
