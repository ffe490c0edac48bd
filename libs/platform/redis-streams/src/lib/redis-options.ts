import { Redis } from 'ioredis';

export interface RedisConnectionOptions {
  readonly url: string;
}

// RESP3 turns the reply of XREADGROUP into a map, which ioredis flattens: with RESP2 it is the documented array.
const shared = {
  protocol: 2,
  autoResendUnfulfilledCommands: false,
  connectTimeout: 5_000,
  keepAlive: 10_000,
  enableReadyCheck: true,
} as const;

/**
 * A connection for commands: no queue while Redis is away (the caller hears of it at once and decides), a bound on every
 * wait, and no silent re-sending of commands whose answer was lost, since that would append twice.
 */
export function connectForCommands({ url }: RedisConnectionOptions): Redis {
  return new Redis(url, {
    ...shared,
    maxRetriesPerRequest: 1,
    commandTimeout: 5_000,
    retryStrategy: backoff,
  });
}

/** A connection of its own for blocking reads: a blocked socket would hold up every other command. */
export function connectForReading({ url }: RedisConnectionOptions): Redis {
  return new Redis(url, {
    ...shared,
    maxRetriesPerRequest: null,
    retryStrategy: backoff,
  });
}

function backoff(times: number): number {
  return Math.min(50 * 2 ** Math.min(times, 6), 2_000);
}
