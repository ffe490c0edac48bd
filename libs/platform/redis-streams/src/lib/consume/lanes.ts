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

  /** `isBefore`: the first item must run before the second, if both have one key. */
  constructor(private readonly isBefore: (first: T, second: T) => boolean) {}

  /** Puts an item behind all others of its key: the quick way for what comes in order. */
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

  /** Puts an item where it belongs among those of its key. One that was given out keeps its place at the head. */
  insert(key: string, item: T): void {
    const lane = this.lanes.get(key);
    if (!lane) return this.push(key, item);
    this.size += 1;
    this.place(lane, item);
  }

  /** The head of this key comes back, not done: what must run before it goes before it. */
  giveWay(key: string): void {
    const lane = this.lanes.get(key);
    if (!lane) return;
    lane.running = false;
    for (const head of lane.items.splice(0, 1)) this.place(lane, head);
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

  private place({ items, running }: Lane<T>, item: T): void {
    let at = items.length;
    while (at > (running ? 1 : 0) && this.isBefore(item, items[at - 1] as T)) at -= 1;
    items.splice(at, 0, item);
  }

  get hasReady(): boolean {
    return this.firstReady < this.ready.length;
  }

  /** Keys that have something to do: a measure of how much stands behind failing heads. */
  get keys(): number {
    return this.lanes.size;
  }
}
