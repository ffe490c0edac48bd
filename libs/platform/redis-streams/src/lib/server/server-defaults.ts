import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { DEFAULT_SHARDS } from '../constants';
import type { PoisonMode } from '../consume/poison-mode';
import { defaultErrors } from '../errors/error-codec';
import { NonRetryableError } from '../errors/handler-errors';
import type { RedisStreamsServerOptions, RetryOptions, TopicOptions } from './server-options';

export interface ResolvedTopic {
  readonly name: string;
  readonly shards: number;
  readonly unknownPattern: 'dead-letter' | 'ignore';
}

export type ResolvedServerOptions = ReturnType<typeof withServerDefaults>;

/** Fills in the defaults, and a name of its own for this life of the process. */
export function withServerDefaults(options: RedisStreamsServerOptions) {
  const { retry = {}, topics = [], leaseMs = 15_000 } = options;
  return {
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
}

function resolveTopic(topic: string | TopicOptions, shards: number): ResolvedTopic {
  const options = typeof topic === 'string' ? { name: topic } : topic;
  return { shards, unknownPattern: 'dead-letter' as const, ...options };
}

function predicate(nonRetryable: RetryOptions['nonRetryable']): (error: unknown) => boolean {
  if (typeof nonRetryable === 'function') return (error) => error instanceof NonRetryableError || nonRetryable(error);
  const types = [NonRetryableError, ...(nonRetryable ?? [])];
  return (error) => types.some((type) => error instanceof type);
}
