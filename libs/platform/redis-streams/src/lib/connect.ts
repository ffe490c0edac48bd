import { Cluster, Redis, type RedisOptions } from 'ioredis';

export interface RedisConnectionOptions {
  /**
   * `redis://host:port/db`; or several addresses separated by commas, which are nodes of a Redis Cluster:
   * `redis://a:7000,redis://b:7000,redis://c:7000`.
   */
  readonly url: string;
}

/** How long Redis may owe an answer before its connection counts as dead: half-open sockets tell nobody (ioredis #634). */
const ANSWER_MS = 3_000;

/** How long Redis holds a read that finds nothing. */
export const BLOCK_MS = 2_000;

const shared = {
  // RESP3 turns the reply of XREADGROUP into a map, which ioredis flattens: with RESP2 it is the documented array.
  protocol: 2,
  // A command whose answer was lost is not sent again behind our back: XADD would append twice (ioredis #1718 and others).
  autoResendUnfulfilledCommands: false,
  connectTimeout: 5_000,
  keepAlive: 10_000,
  enableReadyCheck: true,
  // After a failover the old address may be a replica now: look again.
  reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
} satisfies RedisOptions;

/** True when the address names a Redis Cluster: several nodes, so each command must stay within one shard. */
export function isCluster({ url }: RedisConnectionOptions): boolean {
  return url.includes(',');
}

/** Each server that takes writes: what a command without a key is asked of one by one. */
export function mastersOf(redis: Redis): Redis[] {
  const connection: unknown = redis;
  return connection instanceof Cluster ? connection.nodes('master') : [redis];
}

/**
 * A connection for commands: no queue while Redis is away (the caller hears of it at once and decides), a bound on every
 * wait, and no silent re-sending of commands whose answer was lost. Reconnects by itself.
 *
 * With no retry, ioredis rejects what was under way when the connection broke; with one retry or more, such commands
 * are neither sent again nor answered until their timeout. `commandTimeout` bounds the wait for a connection,
 * `socketTimeout` replaces one through which nothing comes.
 */
export function connectForCommands(options: RedisConnectionOptions): Redis {
  const settings = {
    ...shared,
    maxRetriesPerRequest: 0,
    commandTimeout: BLOCK_MS + ANSWER_MS,
    socketTimeout: ANSWER_MS,
    retryStrategy: backoff,
  };
  return quietly(isCluster(options) ? openCluster(options, settings, backoff) : new Redis(options.url, settings));
}

/**
 * A connection that subscribes. Reconnects by itself; who uses it subscribes again at each `ready`, since a subscription
 * that ioredis repeats on its own may fail unseen.
 */
export function connectForSubscribing(options: RedisConnectionOptions): Redis {
  const settings = {
    ...shared,
    maxRetriesPerRequest: 0,
    autoResubscribe: false,
    socketTimeout: ANSWER_MS,
    retryStrategy: backoff,
  };
  return quietly(isCluster(options) ? openCluster(options, settings, backoff) : new Redis(options.url, settings));
}

/**
 * A connection of its own for blocking reads: a blocked socket would hold up every other command. It lives once: when it
 * breaks, its reader makes a new one, since ioredis never answers a command whose socket broke. Call `connect()`.
 */
export function connectForReading(options: RedisConnectionOptions, connectionName: string): Redis {
  const never = () => null;
  const settings = {
    ...shared,
    lazyConnect: true,
    maxRetriesPerRequest: null,
    // Also for what comes before the first read: a connection may be dead from its beginning.
    socketTimeout: BLOCK_MS + ANSWER_MS,
    connectionName,
    retryStrategy: never,
    reconnectOnError: null,
  };
  return quietly(isCluster(options) ? openCluster(options, settings, never) : new Redis(options.url, settings));
}

/** `commandTimeout` counts from when a command goes to a node; while no node is known it would wait without an end. */
class BoundedCluster extends Cluster {
  waitAtMostMs?: number;

  override sendCommand(...[command, stream, node]: Parameters<Cluster['sendCommand']>): unknown {
    if (this.waitAtMostMs !== undefined) command.setTimeout(this.waitAtMostMs);
    return super.sendCommand(command, stream, node);
  }
}

/** Commands of a Cluster are those of a single Redis; only the types of both are not one, so this library speaks of `Redis`. */
function openCluster(
  { url }: RedisConnectionOptions,
  { retryStrategy: _, lazyConnect = false, ...redisOptions }: Omit<RedisOptions, 'replyMapping'>,
  clusterRetryStrategy: (times: number) => number | null,
): Redis {
  const cluster = new BoundedCluster(url.split(','), {
    redisOptions,
    clusterRetryStrategy,
    lazyConnect,
    // Else what was under way on a connection that broke is sent again: an entry appended twice, a read that overtakes another.
    retryDelayOnFailover: 0,
    // In return nothing looks for the new master of a lost one's slots, unless somebody is redirected.
    slotsRefreshInterval: 2_000,
    enableReadyCheck: true,
  });
  cluster.waitAtMostMs = redisOptions.commandTimeout;
  return cluster as unknown as Redis;
}

/** Without a listener ioredis prints each failed attempt to connect; who uses the connection hears of it by its commands. */
function quietly(redis: Redis): Redis {
  redis.on('error', () => undefined);
  return redis;
}

/** At most a second: reader and commands wait each for themselves, and both must be back within the lease and two seconds. */
function backoff(times: number): number {
  return Math.min(50 * 2 ** Math.min(times, 5), 1_000);
}
