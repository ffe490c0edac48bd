interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

export interface GroupCommitOptions<Item, Result> {
  /** Commits a group; an item that it leaves undefined is done alone. */
  readonly commit: (items: readonly Item[]) => Promise<(Result | undefined)[]>;
  /** Does one item; its error is the caller's. */
  readonly single: (item: Item) => Promise<Result>;
  /** Two items with the same key never travel in one group. */
  readonly keyOf: (item: Item) => string;
  /** Groups under way at once. */
  readonly lanes: number;
  readonly maxItems: number;
  /** How long a commit keeps its lane: one that hangs (a stream that somebody holds) must not stop the others. */
  readonly patienceMs: number;
}

/**
 * What arrives while a commit is under way travels together in the next one: one round trip and one flush of the log for
 * many. Nobody waits for company: an item that finds a lane free leaves at once, alone.
 */
export class GroupCommit<Item, Result> {
  private waiting: Waiting<Item, Result>[] = [];
  private underWay = 0;
  /** Of items that left and have no answer yet: the next one of the same key waits for it. */
  private readonly reserved = new Set<string>();

  constructor(private readonly options: GroupCommitOptions<Item, Result>) {}

  submit(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      this.leave();
    });
  }

  private leave(): void {
    while (this.underWay < this.options.lanes && this.waiting.length > 0) {
      const group = this.take();
      if (group.length === 0) return;
      this.underWay += 1;
      let inLane = true;
      const leaveLane = () => {
        if (inLane) this.underWay -= 1;
        inLane = false;
        this.leave();
      };
      const impatient = setTimeout(leaveLane, this.options.patienceMs);
      void this.settle(group, leaveLane).finally(() => {
        clearTimeout(impatient);
        leaveLane();
      });
    }
  }

  private take(): Waiting<Item, Result>[] {
    const { keyOf, maxItems } = this.options;
    const keys = new Set(this.reserved);
    const group: Waiting<Item, Result>[] = [];
    const rest: Waiting<Item, Result>[] = [];
    for (const entry of this.waiting) {
      const key = keyOf(entry.item);
      if (group.length < maxItems && !keys.has(key)) group.push(entry);
      else rest.push(entry);
      // Also a passed-over item holds its key: the next one of the same key must not overtake it.
      keys.add(key);
    }
    this.waiting = rest;
    for (const { item } of group) this.reserved.add(keyOf(item));
    return group;
  }

  /** What the group left out is done one by one, out of the lane. An item that leaves alone is in the lane all the while. */
  private async settle(group: readonly Waiting<Item, Result>[], leaveLane: () => void): Promise<void> {
    const answers = group.length > 1 ? await this.together(group) : [];
    const alone: Promise<void>[] = [];
    for (const [index, entry] of group.entries()) {
      const answer = answers[index];
      if (answer === undefined) alone.push(this.alone(entry));
      else {
        this.reserved.delete(this.options.keyOf(entry.item));
        entry.resolve(answer);
      }
    }
    if (group.length > 1) leaveLane();
    await Promise.all(alone);
  }

  private async alone({ item, resolve, reject }: Waiting<Item, Result>): Promise<void> {
    await this.options.single(item).then(resolve, reject);
    this.reserved.delete(this.options.keyOf(item));
    this.leave();
  }

  /** A group that fails as a whole (a lost connection, a dead-lock) is done one by one: commands are idempotent. */
  private async together(group: readonly Waiting<Item, Result>[]): Promise<(Result | undefined)[]> {
    return this.options.commit(group.map(({ item }) => item)).catch(() => []);
  }
}
