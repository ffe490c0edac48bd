import { GroupCommit } from './group-commit';

interface Item {
  readonly key: string;
  readonly n: number;
}

/** Commits that end when the test says so. */
function world() {
  const groups: { items: readonly Item[]; end: (answers: (number | undefined)[]) => void; fail: () => void }[] = [];
  const singles: Item[] = [];
  const held: (() => void)[] = [];
  const queue = new GroupCommit<Item, number>({
    commit: (items) =>
      new Promise((end, reject) => groups.push({ items, end, fail: () => reject(new Error('connection lost')) })),
    single: async (item) => {
      singles.push(item);
      if (item.key === 'held') await new Promise<void>((free) => held.push(free));
      if (item.n < 0) throw new Error(`refused ${item.n}`);
      return item.n;
    },
    keyOf: ({ key }) => key,
    lanes: 1,
    maxItems: 3,
    patienceMs: 50,
  });
  return { groups, singles, held, queue };
}

const numbers = (items: readonly Item[] | undefined) => items?.map(({ n }) => n);

describe('GroupCommit', () => {
  it('lets an item that finds the lane free leave at once, alone', async () => {
    const { queue, groups, singles } = world();
    expect(await queue.submit({ key: 'a', n: 1 })).toBe(1);
    expect(groups).toHaveLength(0);
    expect(numbers(singles)).toEqual([1]);
  });

  it('sends what waited together, bounded, and never two of one key', async () => {
    const { queue, groups } = world();
    const first = queue.submit({ key: 'a', n: 1 });
    const rest = [
      { key: 'b', n: 2 },
      { key: 'b', n: 3 },
      { key: 'c', n: 4 },
      { key: 'd', n: 5 },
      { key: 'e', n: 6 },
    ].map((item) => queue.submit(item));
    await first;
    await new Promise(setImmediate);
    expect(numbers(groups[0]?.items)).toEqual([2, 4, 5]);
    groups[0]?.end([2, 4, 5]);
    expect(await Promise.all([rest[0], rest[2], rest[3]])).toEqual([2, 4, 5]);
    await new Promise(setImmediate);
    expect(numbers(groups[1]?.items)).toEqual([3, 6]);
    groups[1]?.end([3, 6]);
    expect(await Promise.all(rest)).toEqual([2, 3, 4, 5, 6]);
  });

  it('does an item alone that its group left out, so that the error is its own', async () => {
    const { queue, groups } = world();
    await queue.submit({ key: 'a', n: 1 });
    void queue.submit({ key: 'a', n: 1 });
    const good = queue.submit({ key: 'b', n: 2 });
    const bad = queue.submit({ key: 'c', n: -3 });
    bad.catch(() => undefined);
    await Promise.resolve();
    await new Promise(setImmediate);
    groups[0]?.end([2, undefined]);
    expect(await good).toBe(2);
    await expect(bad).rejects.toThrow('refused -3');
  });

  it('does all of a group alone when the group fails as a whole', async () => {
    const { queue, groups, singles } = world();
    void queue.submit({ key: 'a', n: 1 });
    const both = [queue.submit({ key: 'b', n: 2 }), queue.submit({ key: 'c', n: 3 })];
    await new Promise(setImmediate);
    groups[0]?.fail();
    expect(await Promise.all(both)).toEqual([2, 3]);
    expect(numbers(singles)).toEqual([1, 2, 3]);
  });

  it('does not let an item that hangs alone stop the others, and keeps the order of its key', async () => {
    const { queue, singles, held } = world();
    const hanging = queue.submit({ key: 'held', n: 1 });
    const behind = queue.submit({ key: 'held', n: 2 });
    const other = queue.submit({ key: 'a', n: 3 });
    expect(await other).toBe(3);
    expect(numbers(singles)).toEqual([1, 3]);
    held[0]?.();
    expect(await hanging).toBe(1);
    await new Promise(setImmediate);
    held[1]?.();
    expect(await behind).toBe(2);
  });

  it('frees the lane when a group has its answers, while an item that it left out hangs', async () => {
    const { queue, groups, held } = world();
    const first = queue.submit({ key: 'a', n: 1 });
    const hanging = queue.submit({ key: 'held', n: 2 });
    const answered = queue.submit({ key: 'b', n: 3 });
    await first;
    await new Promise(setImmediate);
    groups[0]?.end([undefined, 3]);
    expect(await answered).toBe(3);
    expect(await queue.submit({ key: 'c', n: 4 })).toBe(4);
    held[0]?.();
    expect(await hanging).toBe(2);
  });
});
