import type { ProducerSerializer } from '@nestjs/microservices';
import type { RedisConnectionOptions } from '../connect';
import { DEFAULT_SHARDS } from '../constants';
import { defaultErrors, type ErrorCodec } from '../errors/error-codec';
import { OptionsCheck } from '../errors/options-error';

export interface BackPressureOptions {
  /**
   * A shard with more entries than this pauses its publishers; they go on at half. Needs a trimmer. Default 200,000: about
   * 75 MB of entries of 300 bytes in each shard.
   */
  readonly maxStreamLength?: number;
  /** Used share of Redis' `maxmemory`, if it has one, that pauses all publishers; they go on at five sevenths. Default 0.7. */
  readonly maxMemoryShare?: number;
  /** How long `publish` waits for a pause to end before it rejects with PublisherPausedError. Default 5,000 ms. */
  readonly maxPauseMs?: number;
  /** Messages on their way to Redis, at most; one more is rejected at once. Default 10,000: a slow Redis costs megabytes. */
  readonly maxOutstanding?: number;
}

export interface RedisStreamsClientOptions extends RedisConnectionOptions {
  /** Which service answers a pattern. Default: its first segment (`catalog.get-product` → `catalog`). */
  readonly serviceOf?: (pattern: string) => string;
  /** Shards of a topic, where they are not the default. Must be what its servers say, else `publish` rejects. Default 8. */
  readonly shards?: Readonly<Record<string, number>>;
  /** Added to the headers of everything that is sent, such as a correlation id. Default: none. */
  readonly headers?: () => Readonly<Record<string, unknown>> | undefined;
  /** When publishers wait, so that a slow consumer is not buried. */
  readonly backPressure?: BackPressureOptions;
  /** How errors of remote handlers arrive. Default: what is not given is as in `defaultErrors`. */
  readonly errors?: Partial<ErrorCodec>;
  /** As of any Nest client; applied to `{ pattern, data }` before it becomes JSON. Default: none. */
  readonly serializer?: ProducerSerializer;
}

export type ResolvedClientOptions = ReturnType<typeof resolveClientOptions>;

const KNOWN = [
  'url',
  'serviceOf',
  'shards',
  'headers',
  'backPressure',
  'errors',
  'serializer',
] satisfies readonly (keyof RedisStreamsClientOptions)[];
const BACK_PRESSURE = [
  'maxStreamLength',
  'maxMemoryShare',
  'maxPauseMs',
  'maxOutstanding',
] satisfies readonly (keyof BackPressureOptions)[];

/** Fills in the defaults. Throws OptionsError, with every problem at once, on options that cannot work. */
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
  const check = new OptionsCheck('RedisStreamsClient');
  check.onlyKnows(options, KNOWN);
  check.onlyKnows(backPressure, BACK_PRESSURE, 'backPressure.');
  check.expect(Boolean(resolved.url), 'url is missing: redis://host:port');
  for (const name of ['maxStreamLength', 'maxPauseMs', 'maxOutstanding'] as const)
    check.positive(resolved[name], `backPressure.${name}`);
  const share = resolved.maxMemoryShare;
  check.expect(share > 0 && share <= 1, 'backPressure.maxMemoryShare must be above 0 and at most 1');
  for (const [topic, count] of Object.entries(shards)) check.positive(count, `shards.${topic}`, true);
  check.end();
  return resolved;
}
