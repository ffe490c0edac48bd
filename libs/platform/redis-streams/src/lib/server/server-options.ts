import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { ConsumerDeserializer, Serializer } from '@nestjs/microservices';
import type { RedisConnectionOptions } from '../connect';
import { DEFAULT_SHARDS } from '../constants';
import type { DurablePositions } from '../consume/durable-positions';
import type { PoisonMode } from '../consume/poison-mode';
import { defaultErrors, type ErrorCodec } from '../errors/error-codec';
import { NonRetryableError } from '../errors/handler-errors';

export interface TopicOptions {
  readonly name: string;
  /** Fixed when the topic is created: a server with another number refuses to start. Default: the server's `shards`. */
  readonly shards?: number;
  /**
   * What becomes of an entry that no handler of this server takes. `dead-letter` (default): nothing is dropped unseen.
   * `ignore`: the topic carries many types, and this group wants some.
   */
  readonly unknownPattern?: 'dead-letter' | 'ignore';
}

export interface RedisStreamsServerOptions extends RedisConnectionOptions {
  /** The names whose requests this process answers: `['catalog', 'search']`. Default: none. */
  readonly rpc?: readonly string[];
  /** Requests handled at once, per name. Default 64. */
  readonly requestConcurrency?: number;

  /** Consumer group of this process' event handlers: one group per concern. Needed when `topics` are given. */
  readonly group?: string;
  /** Topics whose events are handled here. Default: none. */
  readonly topics?: readonly (string | TopicOptions)[];
  /** Shards of a topic that does not say. At least twice the workers that are planned. Default 8. */
  readonly shards?: number;
  /** Event handlers that run at once in this process. Default 64. */
  readonly concurrency?: number;
  /** Entries held and not finished, over all shards: what is read ahead. Default 1,024. */
  readonly maxInFlight?: number;
  /** The same in bytes, roughly. Default 8 MiB. */
  readonly maxInFlightBytes?: number;
  /** Entries of one shard taken by one read, at most. Default 128. */
  readonly batch?: number;
  /** Handled entries that are acknowledged together, at most: bounds the duplicates after a crash. Default 64. */
  readonly ackWindow?: number;
  /** How long a handled entry waits for others to be acknowledged with. Default 10 ms. */
  readonly ackDelayMs?: number;

  readonly retry?: {
    /** Tries before an event is a dead letter. Default 6. */
    readonly attempts?: number;
    /** First pause, doubled each time, with full jitter. Default 200 ms. */
    readonly baseMs?: number;
    /** Longest pause. Default 30,000 ms. */
    readonly capMs?: number;
    /** Errors with which no later try can succeed: classes, or a predicate. Such an event is a dead letter at once. */
    readonly nonRetryable?: readonly (abstract new (...args: never[]) => Error)[] | ((error: unknown) => boolean);
  };
  /** What becomes of the entries behind one that fails at every try. Default `park-key`. */
  readonly onPoison?: PoisonMode;
  /** Dead letter once this many processes have died of an entry. Default 3. */
  readonly maxCrashes?: number;

  /** How long a shard's owner may be silent before another takes over. Default 15,000 ms. */
  readonly leaseMs?: number;
  /** How often held entries are marked as being worked on. Below a third of `leaseMs`. Default 5,000 ms. */
  readonly heartbeatMs?: number;
  /** How long `close()` waits for handlers. Default 25,000 ms. */
  readonly drainMs?: number;

  /** Where groups have got to, kept outside of Redis. Default: none; a group that Redis lost begins anew. */
  readonly positions?: DurablePositions;
  /** How errors travel to callers. What is not given is as in `defaultErrors`. */
  readonly errors?: Partial<ErrorCodec>;
  /** As of any Nest transport; applied to `{ pattern, data }` after JSON was read. */
  readonly deserializer?: ConsumerDeserializer;
  /** As of any Nest transport; applied to the reply before it becomes JSON. */
  readonly serializer?: Serializer;
}

export interface ResolvedTopic {
  readonly name: string;
  readonly shards: number;
  readonly unknownPattern: 'dead-letter' | 'ignore';
}

export type ResolvedServerOptions = ReturnType<typeof resolveServerOptions>;

const POSITIVE = [
  'requestConcurrency',
  'concurrency',
  'maxInFlight',
  'maxInFlightBytes',
  'batch',
  'ackWindow',
  'attempts',
  'baseMs',
  'capMs',
  'maxCrashes',
  'leaseMs',
  'heartbeatMs',
] as const;

/** Fills in the defaults; throws one clear sentence on options that cannot work. */
export function resolveServerOptions(options: RedisStreamsServerOptions) {
  const { retry = {}, topics = [], leaseMs = 15_000 } = options;
  const resolved = {
    url: options.url,
    rpc: options.rpc ?? [],
    requestConcurrency: options.requestConcurrency ?? 64,
    group: options.group ?? '',
    // Unique for each life of a process: two lives under one name would share what they hold.
    consumer: `${hostname()}.${process.pid}.${randomUUID().slice(0, 8)}`,
    topics: topics.map((topic) => resolveTopic(topic, options.shards ?? DEFAULT_SHARDS)),
    concurrency: options.concurrency ?? 64,
    maxInFlight: options.maxInFlight ?? 1_024,
    maxInFlightBytes: options.maxInFlightBytes ?? 8 << 20,
    batch: options.batch ?? 128,
    ackWindow: options.ackWindow ?? 64,
    ackDelayMs: options.ackDelayMs ?? 10,
    attempts: retry.attempts ?? 6,
    baseMs: retry.baseMs ?? 200,
    capMs: retry.capMs ?? 30_000,
    isNonRetryable: predicate(retry.nonRetryable),
    onPoison: options.onPoison ?? ('park-key' as PoisonMode),
    maxCrashes: options.maxCrashes ?? 3,
    leaseMs,
    heartbeatMs: options.heartbeatMs ?? Math.min(5_000, leaseMs / 3),
    reclaimIdleMs: leaseMs,
    drainMs: options.drainMs ?? 25_000,
    positions: options.positions,
    errors: { ...defaultErrors, ...options.errors },
    deserializer: options.deserializer,
    serializer: options.serializer,
  };
  check(resolved);
  return resolved;
}

function check(resolved: ReturnType<typeof resolveServerOptions>): void {
  const refuse = (reason: string): never => {
    throw new Error(`RedisStreamsServer: ${reason}`);
  };
  if (!resolved.url) refuse('url is missing: redis://host:port');
  if (resolved.topics.length > 0 && !resolved.group) refuse('topics need a group');
  if (resolved.topics.length === 0 && resolved.rpc.length === 0) refuse('neither rpc nor topics: nothing to listen to');
  for (const name of [resolved.group, ...resolved.rpc, ...resolved.topics.map((topic) => topic.name)])
    if (/[{}:\s]/.test(name)) refuse(`"${name}" must not hold braces, colons or spaces: it becomes part of a key`);
  for (const name of POSITIVE) if (!(resolved[name] > 0)) refuse(`${name} must be greater than 0`);
  if (resolved.heartbeatMs > resolved.leaseMs / 2) refuse('heartbeatMs must be at most half of leaseMs');
  if (resolved.ackWindow > resolved.maxInFlight) refuse('ackWindow must not exceed maxInFlight');
}

function resolveTopic(topic: string | TopicOptions, shards: number): ResolvedTopic {
  const options = typeof topic === 'string' ? { name: topic } : topic;
  const resolved = { shards, unknownPattern: 'dead-letter' as const, ...options };
  if (!(Number.isInteger(resolved.shards) && resolved.shards > 0 && resolved.shards <= 1_024))
    throw new Error(`RedisStreamsServer: topic ${resolved.name} needs 1 to 1,024 shards`);
  return resolved;
}

type NonRetryable = NonNullable<RedisStreamsServerOptions['retry']>['nonRetryable'];

function predicate(nonRetryable: NonRetryable): (error: unknown) => boolean {
  if (typeof nonRetryable === 'function') return (error) => error instanceof NonRetryableError || nonRetryable(error);
  const types = [NonRetryableError, ...(nonRetryable ?? [])];
  return (error) => types.some((type) => error instanceof type);
}
