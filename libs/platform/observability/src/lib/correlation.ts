import { AsyncLocalStorage } from 'node:async_hooks';

export interface Correlation {
  readonly correlationId: string;
  readonly traceparent?: string;
}

const storage = new AsyncLocalStorage<Correlation>();

/** Runs `work` and everything it starts under one correlation id: logs and outgoing requests carry it. */
export function withCorrelation<T>(correlation: Correlation, work: () => T): T {
  return storage.run(correlation, work);
}

/** The correlation of the work that runs now, if any. */
export function currentCorrelation(): Correlation | undefined {
  return storage.getStore();
}
