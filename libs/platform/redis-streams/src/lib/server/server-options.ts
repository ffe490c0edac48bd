import type { RedisConnectionOptions } from '../redis-options';

export interface RedisStreamsServerOptions extends RedisConnectionOptions {
  /** The names whose requests this process answers: `['catalog', 'search']`. Default: none. */
  readonly rpc?: readonly string[];
  /** Consumer group of this process' event handlers: one group per concern. Needed when `topics` are given. */
  readonly group?: string;
  /** Topics whose events are handled here. Default: none. */
  readonly topics?: readonly string[];
  /** Shards of a topic. Default 8. */
  readonly shards?: number;
  /** Requests handled at once, per name. Default 64. */
  readonly requestConcurrency?: number;
  /** Entries taken per read and shard. Default 64. */
  readonly batch?: number;
  readonly retry?: {
    /** Tries before an event goes to the dead letters. Default 8. */
    readonly attempts?: number;
    /** First pause, doubled each time, with full jitter. Default 100 ms. */
    readonly baseMs?: number;
    /** Longest pause. Default 15,000 ms. */
    readonly capMs?: number;
  };
  /** How long a shard's owner may be silent before another takes over. Default 10,000 ms. */
  readonly leaseMs?: number;
  /** How long `close()` waits for handlers. Default 10,000 ms. */
  readonly drainMs?: number;
}

export type ResolvedServerOptions = ReturnType<typeof resolveServerOptions>;

/** Fills in the defaults; throws one clear sentence on options that cannot work. */
export function resolveServerOptions(options: RedisStreamsServerOptions) {
  const resolved = {
    url: options.url,
    rpc: options.rpc ?? [],
    group: options.group ?? '',
    topics: options.topics ?? [],
    shards: options.shards ?? 8,
    requestConcurrency: options.requestConcurrency ?? 64,
    batch: options.batch ?? 64,
    attempts: options.retry?.attempts ?? 8,
    baseMs: options.retry?.baseMs ?? 100,
    capMs: options.retry?.capMs ?? 15_000,
    leaseMs: options.leaseMs ?? 10_000,
    drainMs: options.drainMs ?? 10_000,
  };
  if (resolved.topics.length > 0 && !resolved.group) throw new Error('RedisStreamsServer: topics need a group');
  for (const name of ['shards', 'requestConcurrency', 'batch', 'attempts', 'baseMs', 'capMs', 'leaseMs'] as const) {
    if (!(Number.isInteger(resolved[name]) && resolved[name] > 0))
      throw new Error(`RedisStreamsServer: ${name} must be a positive integer`);
  }
  return resolved;
}
