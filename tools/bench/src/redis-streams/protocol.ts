/** What the parent tells a process of the benchmark. */
export type Order =
  | { readonly kind: 'cpu' }
  | { readonly kind: 'memory' }
  | { readonly kind: 'expect'; readonly count: number }
  | { readonly kind: 'burst'; readonly count: number }
  | { readonly kind: 'steady'; readonly perSecond: number; readonly seconds: number };

/** What a process of the benchmark tells its parent. Times are monotonic milliseconds, CPU is user + system. */
export type Report =
  | { readonly kind: 'ready' }
  | { readonly kind: 'published' }
  | { readonly kind: 'cpu'; readonly us: number }
  | { readonly kind: 'memory'; readonly mb: number }
  | { readonly kind: 'handled'; readonly at: number; readonly waits: readonly number[] }
  | { readonly kind: 'called'; readonly waits: readonly number[] };
