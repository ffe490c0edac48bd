import { EntityManager } from '@mikro-orm/postgresql';
import type { INestApplication } from '@nestjs/common';
import type { PlatformConfig } from '@mercury/platform/config';
import { problemCodec } from '@mercury/platform/errors';
import { withCorrelationOf } from '@mercury/platform/observability';
import { RedisStreamsServer, type RedisStreamsContext } from '@mercury/platform/redis-streams';
import { ConsumerPositions } from './positions/consumer-positions';

export interface TransportOptions {
  readonly name: string;
  readonly config: PlatformConfig;
  /** Names whose requests this service answers. */
  readonly rpc?: readonly string[];
  /** Topics whose events its handlers take, as group `name`. */
  readonly topics?: readonly string[];
}

/** How long answers and handlers that run may still take once the service is asked to stop. */
export const DRAIN_MS = 5_000;

/** How long a process may be silent before another takes over its events. */
const LEASE_MS = 10_000;

/** About a minute in all: longer than a restart of what a handler needs. */
const RETRY = { attempts: 10, baseMs: 200, capMs: 20_000 };

/**
 * Connects the transport to a service that answers requests or handles events; it begins with `startAllMicroservices()`.
 * Handlers run under the correlation id of their message.
 */
export function connectTransport(
  app: INestApplication,
  { name, config, rpc, topics }: TransportOptions,
): RedisStreamsServer | undefined {
  if (!rpc?.length && !topics?.length) return undefined;
  const strategy = new RedisStreamsServer({
    url: config.redisUrl,
    rpc,
    group: name,
    // Topics carry the events of all contexts; each service wants some of them.
    topics: topics?.map((topic) => ({ name: topic, unknownPattern: 'ignore' })),
    // Steps of a process look where it is before they act: one that failed for good must not hold back the others.
    onPoison: 'continue',
    positions: new ConsumerPositions(app.get(EntityManager)),
    retry: RETRY,
    leaseMs: LEASE_MS,
    drainMs: DRAIN_MS,
    errors: problemCodec,
  });
  strategy.setOnProcessingStartHook((_transport, context, done) =>
    withCorrelationOf((context as unknown as RedisStreamsContext).headers, done),
  );
  app.connectMicroservice({ strategy }, { inheritAppConfig: true });
  return strategy;
}
