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
}

/**
 * What arrives while a commit is under way travels together in the next one: one round trip and one flush of the log for
 * many. Nobody waits for company: an item that finds a lane free leaves at once, alone.
 */
export class GroupCommit<Item, Result> {
  private waiting: Waiting<Item, Result>[] = [];
  private underWay = 0;

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
      this.underWay += 1;
      void this.settle(group).finally(() => {
        this.underWay -= 1;
        this.leave();
      });
    }
  }

  private take(): Waiting<Item, Result>[] {
    const { keyOf, maxItems } = this.options;
    const keys = new Set<string>();
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
    return group;
  }

  private async settle(group: readonly Waiting<Item, Result>[]): Promise<void> {
    const answers = group.length > 1 ? await this.together(group) : [];
    await Promise.all(
      group.map(async ({ item, resolve, reject }, index) => {
        const answer = answers[index];
        if (answer !== undefined) resolve(answer);
        else await this.options.single(item).then(resolve, reject);
      }),
    );
  }

  /** A group that fails as a whole (a lost connection, a dead-lock) is done one by one: commands are idempotent. */
  private async together(group: readonly Waiting<Item, Result>[]): Promise<(Result | undefined)[]> {
    return this.options.commit(group.map(({ item }) => item)).catch(() => []);
  }
}
