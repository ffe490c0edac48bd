import { AsyncLocalStorage } from 'node:async_hooks';

export interface Correlation {
  readonly correlationId: string;
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

/** Runs `work` under the correlation id that a message brings in its headers, if it brings one. */
export function withCorrelationOf<T>(headers: Readonly<Record<string, unknown>>, work: () => T): T {
  const { correlationId } = headers;
  return typeof correlationId === 'string' ? withCorrelation({ correlationId }, work) : work();
}
