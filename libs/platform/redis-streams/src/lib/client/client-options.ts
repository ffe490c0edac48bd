import type { ProducerSerializer } from '@nestjs/microservices';
import type { RedisConnectionOptions } from '../connect';
import { DEFAULT_SHARDS } from '../constants';
import { defaultErrors, type ErrorCodec } from '../errors/error-codec';

export interface BackPressureOptions {
  /** A shard with more entries than this pauses its publishers; they go on at half. Needs a trimmer. Default 200,000. */
  readonly maxStreamLength?: number;
  /** Used share of Redis' `maxmemory`, if it has one, that pauses all publishers; they go on at five sevenths. Default 0.7. */
  readonly maxMemoryShare?: number;
  /** How long `publish` waits for a pause to end before it rejects with PublisherPausedError. Default 5,000 ms. */
  readonly maxPauseMs?: number;
  /** Messages on their way to Redis, at most; one more is rejected at once. Default 10,000. */
  readonly maxOutstanding?: number;
}

export interface RedisStreamsClientOptions extends RedisConnectionOptions {
  /** Which service answers a pattern. Default: its first segment (`catalog.get-product` → `catalog`). */
  readonly serviceOf?: (pattern: string) => string;
  /** Shards of a topic, where they are not the default of 8. Must be what its servers say. */
  readonly shards?: Readonly<Record<string, number>>;
  /** Added to the headers of everything that is sent: correlation id, traceparent. */
  readonly headers?: () => Readonly<Record<string, unknown>> | undefined;
  /** When publishers wait, so that a slow consumer is not buried. */
  readonly backPressure?: BackPressureOptions;
  /** How errors of remote handlers arrive. What is not given is as in `defaultErrors`. */
  readonly errors?: Partial<ErrorCodec>;
  /** As of any Nest client; applied to `{ pattern, data }` before it becomes JSON. */
  readonly serializer?: ProducerSerializer;
}

export type ResolvedClientOptions = ReturnType<typeof resolveClientOptions>;

/** Fills in the defaults; throws one clear sentence on options that cannot work. */
export function resolveClientOptions(options: RedisStreamsClientOptions) {
  const { backPressure = {}, shards = {} } = options;
  const resolved = {
    url: options.url,
    serviceOf: options.serviceOf ?? ((pattern: string) => pattern.split('.', 1)[0] as string),
    shardsOf: (topic: string) => shards[topic] ?? DEFAULT_SHARDS,
    headers: options.headers,
    maxStreamLength: backPressure.maxStreamLength ?? 200_000,
    maxMemoryShare: backPressure.maxMemoryShare ?? 0.7,
    maxPauseMs: backPressure.maxPauseMs ?? 5_000,
    maxOutstanding: backPressure.maxOutstanding ?? 10_000,
    errors: { ...defaultErrors, ...options.errors },
    serializer: options.serializer,
  };
  const refuse = (reason: string): never => {
    throw new Error(`RedisStreamsClient: ${reason}`);
  };
  if (!resolved.url) refuse('url is missing: redis://host:port');
  for (const name of ['maxStreamLength', 'maxPauseMs', 'maxOutstanding'] as const)
    if (!(resolved[name] > 0)) refuse(`backPressure.${name} must be greater than 0`);
  if (!(resolved.maxMemoryShare > 0 && resolved.maxMemoryShare <= 1))
    refuse('backPressure.maxMemoryShare must be above 0 and at most 1');
  for (const [topic, count] of Object.entries(shards))
    if (!(Number.isInteger(count) && count > 0)) refuse(`shards.${topic} must be a positive integer`);
  return resolved;
}
