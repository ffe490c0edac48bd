import { inOrder } from './in-order';

describe('inOrder', () => {
  const options = (work: (item: string) => Promise<void>, concurrency = 2, signal = new AbortController().signal) => ({
    concurrency,
    keyOf: (item: string) => item.charAt(0),
    start: async () => undefined,
    work,
    signal,
  });

  it('runs several at once, but one of a key after the other', async () => {
    const running = new Set<string>();
    let most = 0;
    const work = async (item: string) => {
      expect([...running].some((other) => other.startsWith(item.charAt(0)))).toBe(false);
      running.add(item);
      most = Math.max(most, running.size);
      await new Promise((resolve) => setImmediate(resolve));
      running.delete(item);
    };
    expect(await inOrder(['a1', 'a2', 'b1', 'a3', 'b2', 'c1'], options(work, 3))).toBe(6);
    expect(most).toBeGreaterThan(1);
  });

  it('begins them in their order', async () => {
    const begun: string[] = [];
    await inOrder(
      ['a', 'b', 'c', 'd'],
      options(async (item) => void begun.push(item)),
    );
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
  });

  it('begins nothing more once it is told to stop', async () => {
    const stop = new AbortController();
    const begun: string[] = [];
    const work = async (item: string) => {
      begun.push(item);
      stop.abort();
    };
    await inOrder(['a', 'b', 'c'], options(work, 1, stop.signal));
    expect(begun).toEqual(['a']);
  });
});
