interface Lane<T> {
  readonly key: string;
  /** The head is the item that runs or waits for its next try. */
  readonly items: T[];
  /** The head has been given out and not come back. */
  running: boolean;
}

/**
 * Which item may run next: those with one key one after another in order, different keys side by side. A key whose head
 * waits for another try holds back its own items only. Pure: it knows neither Redis nor the time.
 */
export class Lanes<T> {
  private readonly lanes = new Map<string, Lane<T>>();
  private ready: Lane<T>[] = [];
  private firstReady = 0;
  /** Items in all lanes, those that run included. */
  size = 0;

  /** Puts an item behind all others of its key. */
  push(key: string, item: T): void {
    this.size += 1;
    const lane = this.lanes.get(key);
    if (lane) {
      lane.items.push(item);
      return;
    }
    const opened = { key, items: [item], running: false };
    this.lanes.set(key, opened);
    this.ready.push(opened);
  }

  /** The head of the lane that has waited longest. Its lane stays closed until `done` or `again`. */
  next(): T | undefined {
    const lane = this.ready[this.firstReady];
    if (!lane) return undefined;
    this.firstReady += 1;
    if (this.firstReady === this.ready.length) {
      this.ready = [];
      this.firstReady = 0;
    } else if (this.firstReady > 1_024) {
      this.ready = this.ready.slice(this.firstReady);
      this.firstReady = 0;
    }
    lane.running = true;
    return lane.items[0];
  }

  /**
   * Puts items before all others of their key that do not run yet. An item that was given out keeps its place at the head,
   * unless `again` brings it back first.
   */
  pushFirst(key: string, items: readonly T[]): void {
    const lane = this.lanes.get(key);
    if (!lane) {
      for (const item of items) this.push(key, item);
      return;
    }
    this.size += items.length;
    lane.items.splice(lane.running ? 1 : 0, 0, ...items);
  }

  /** All items of a key, the head first. */
  of(key: string): readonly T[] {
    return this.lanes.get(key)?.items ?? [];
  }

  /** The head of this key comes back, not done: `items` go before it. */
  giveWay(key: string, items: readonly T[]): void {
    const lane = this.lanes.get(key);
    if (!lane) return;
    lane.running = false;
    this.pushFirst(key, items);
    this.ready.push(lane);
  }

  /** The head of this key has come to its end: the next one may run. */
  done(key: string): void {
    const lane = this.lanes.get(key);
    if (!lane) return;
    this.size -= 1;
    lane.running = false;
    if (lane.items.length === 1) this.lanes.delete(key);
    else {
      lane.items.shift();
      this.ready.push(lane);
    }
  }

  /** The head of this key may be tried again. */
  again(key: string): void {
    const lane = this.lanes.get(key);
    if (!lane) return;
    lane.running = false;
    this.ready.push(lane);
  }

  get hasReady(): boolean {
    return this.firstReady < this.ready.length;
  }

  /** Keys that have something to do: a measure of how much stands behind failing heads. */
  get keys(): number {
    return this.lanes.size;
  }
}
