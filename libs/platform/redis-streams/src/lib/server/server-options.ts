import type { ConsumerDeserializer, Serializer } from '@nestjs/microservices';
import type { RedisConnectionOptions } from '../connect';
import type { DurablePositions } from '../consume/durable-positions';
import type { PoisonMode } from '../consume/poison-mode';
import type { ErrorCodec } from '../errors/error-codec';

export interface TopicOptions {
  /** As its publishers call it. */
  readonly name: string;
  /** Fixed when the topic is created: a server with another number refuses to start. Default: the server's `shards`. */
  readonly shards?: number;
  /**
   * What becomes of an entry that no handler of this server takes. `dead-letter`: nothing is dropped unseen. `ignore`: the
   * topic carries many types, and this group wants some. Default `dead-letter`: a forgotten handler should be noticed.
   */
  readonly unknownPattern?: 'dead-letter' | 'ignore';
}

export interface RetryOptions {
  /** Tries before an event is a dead letter. Default 6: 3 s on average with the pauses below, 6 s at most. */
  readonly attempts?: number;
  /** First pause; it doubles each time, and each is drawn from 0 to that (full jitter). Default 200 ms. */
  readonly baseMs?: number;
  /** Longest pause. Default 30,000 ms: an operator who has mended the cause need not wait longer to see it. */
  readonly capMs?: number;
  /**
   * Errors with which no later try can succeed: classes, or a predicate. Such an event is a dead letter at once. Default:
   * NonRetryableError, and what `errors.isFinal` says (of HttpExceptions those with status 400, 413, 415 and 422).
   */
  readonly nonRetryable?: readonly (abstract new (...args: never[]) => Error)[] | ((error: unknown) => boolean);
}

export interface RedisStreamsServerOptions extends RedisConnectionOptions {
  /** The names whose requests this process answers: `['catalog', 'search']`. Default: none. */
  readonly rpc?: readonly string[];
  /** Requests handled at once, per name. Default 64: handlers mostly wait for a database, whose pool is smaller than that. */
  readonly requestConcurrency?: number;

  /** Consumer group of this process' event handlers: one group per concern. Needed when `topics` are given. */
  readonly group?: string;
  /** Topics whose events are handled here. Default: none. */
  readonly topics?: readonly (string | TopicOptions)[];
  /** Shards of a topic that does not say. At least twice the workers that are planned. Default 8: four workers. */
  readonly shards?: number;
  /** Event handlers that run at once in this process. Default 64, as for requests. */
  readonly concurrency?: number;
  /** Entries held and not finished, over all shards: what is read ahead. Default 1,024: a batch for each of 8 shards. */
  readonly maxInFlight?: number;
  /** The same in bytes, roughly. Default 8 MiB: 1,024 entries of 8 kB, so large entries do not fill the memory. */
  readonly maxInFlightBytes?: number;
  /** Entries of one shard taken by one read, at most. Default 128: a shard's part of `maxInFlight`. */
  readonly batch?: number;
  /** Handled entries acknowledged together, at most. Default 64: bounds the duplicates after a crash. */
  readonly ackWindow?: number;
  /** How long a handled entry waits for others to be acknowledged with. Default 10 ms; 0 is at once. */
  readonly ackDelayMs?: number;

  /** How often, and when, a failed event is tried again. */
  readonly retry?: RetryOptions;
  /** What becomes of the entries behind one that fails at every try. Default `park-key`: the order of a key is kept. */
  readonly onPoison?: PoisonMode;
  /** Dead letter once this many processes have died of an entry. At least 2: the first does not tell which entry it was. Default 3. */
  readonly maxCrashes?: number;

  /** How long a shard's owner may be silent before another takes over. Default 15,000 ms: longer than a garbage collection. */
  readonly leaseMs?: number;
  /** How often held entries are marked as being worked on. At most half of `leaseMs`. Default 5,000 ms, or a third of it. */
  readonly heartbeatMs?: number;
  /** How long `close()` waits for handlers. Default 25,000 ms: orchestrators kill after 30 s. */
  readonly drainMs?: number;

  /** Where groups have got to, kept outside of Redis. Default: none; a group that Redis lost begins anew. */
  readonly positions?: DurablePositions;
  /** How errors travel to callers. Default: what is not given is as in `defaultErrors`. */
  readonly errors?: Partial<ErrorCodec>;
  /** As of any Nest transport; applied to `{ pattern, data }` after JSON was read. Default: none. */
  readonly deserializer?: ConsumerDeserializer;
  /** As of any Nest transport; applied to the reply before it becomes JSON. Default: none. */
  readonly serializer?: Serializer;
}
