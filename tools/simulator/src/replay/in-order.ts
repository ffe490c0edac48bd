export interface InOrderOptions<T> {
  readonly concurrency: number;
  /** Items of one key run one after the other. */
  readonly keyOf: (item: T) => string;
  /** Resolves when an item may begin; items are asked in order. */
  readonly start: (item: T) => Promise<void>;
  readonly work: (item: T) => Promise<void>;
  /** Aborting lets what runs finish and begins nothing more. */
  readonly signal: AbortSignal;
}

/** Works through items in their order, several at a time. Resolves to how many were begun. */
export async function inOrder<T>(items: readonly T[], options: InOrderOptions<T>): Promise<number> {
  const { concurrency, keyOf, start, work, signal } = options;
  const before = new Map<string, Promise<void>>();
  let next = 0;
  const lane = async () => {
    while (next < items.length && !signal.aborted) {
      const item = items[next++] as T;
      const earlier = before.get(keyOf(item));
      const run = (async () => {
        await earlier;
        await start(item);
        if (!signal.aborted) await work(item);
      })();
      // Who waits for this one waits for its end, not for its success.
      before.set(
        keyOf(item),
        run.catch(() => undefined),
      );
      await run;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  return next;
}
