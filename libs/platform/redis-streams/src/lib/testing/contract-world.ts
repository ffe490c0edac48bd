import { randomUUID } from 'node:crypto';
import type { INestMicroservice, LoggerService, ModuleMetadata, Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { Redis } from 'ioredis';
import { RedisStreamsClient } from '../client/redis-streams.client';
import type { RedisStreamsClientOptions } from '../client/client-options';
import { keys } from '../keys';
import { RedisStreamsServer } from '../server/redis-streams.server';
import type { RedisStreamsServerOptions } from '../server/server-options';
import { until } from './until';

export const redisUrl = (): string => process.env['MERCURY_TEST_REDIS_URL'] as string;

/** A name that no other suite uses: Redis is shared, and decorators need it before anything runs. */
export const uniqueName = (word: string): string => `${word}-${randomUUID().slice(0, 8)}`;

export interface ContractWorldOptions {
  readonly topic?: string;
  readonly service?: string;
  readonly controllers: Type[];
  readonly providers?: ModuleMetadata['providers'];
  readonly server?: Partial<RedisStreamsServerOptions>;
  readonly client?: Partial<RedisStreamsClientOptions>;
  readonly configure?: (app: INestMicroservice, server: RedisStreamsServer) => void;
}

/** What became of one event: `acknowledged`, or a dead letter with its reason. */
export type Outcome =
  { readonly end: 'acknowledged' } | { readonly end: 'dead'; readonly reason: string; readonly stack: string };

/** A Nest microservice on real Redis, with three quick tries, and a client. */
export async function contractWorld({
  topic,
  service,
  controllers,
  providers,
  server,
  client: clientOptions,
  configure,
}: ContractWorldOptions) {
  const strategy = new RedisStreamsServer({
    url: redisUrl(),
    ...(topic ? { group: 'contract', topics: [topic] } : {}),
    ...(service ? { rpc: [service] } : {}),
    shards: 1,
    retry: { attempts: 3, baseMs: 1, capMs: 5 },
    onPoison: 'continue',
    leaseMs: 5_000,
    drainMs: 1_000,
    ...server,
  });
  const logged: string[] = [];
  const module = await Test.createTestingModule({ controllers, providers }).setLogger(listenTo(logged)).compile();
  const app = module.createNestMicroservice({ strategy });
  app.useLogger(listenTo(logged));
  configure?.(app, strategy);
  await app.listen();
  const shards = topic ? { [topic]: 1 } : {};
  const client = new RedisStreamsClient({ url: redisUrl(), shards, ...clientOptions });
  const redis = client.unwrap<Redis>();
  const publish = async (type: string, data: unknown = {}, key = 'k'): Promise<string> =>
    (await client.publish(topic as string, { type, key, data })) as string;
  return {
    app,
    client,
    redis,
    strategy,
    logged,
    publish,
    /** Publishes one event and waits until it is acknowledged or a dead letter. */
    async outcome(type: string, data: unknown = {}): Promise<Outcome> {
      const before = await redis.xlen(keys.deadLetters(topic as string, 0, 'contract'));
      const id = await publish(type, data);
      await until(async () => isDone(await groupOf(redis, keys.stream(topic as string, 0)), id));
      const letters = await redis.xrange(keys.deadLetters(topic as string, 0, 'contract'), '-', '+');
      const fields = letters[before]?.[1];
      if (!fields) return { end: 'acknowledged' };
      const field = (name: string) => fields[fields.indexOf(name) + 1] ?? '';
      return { end: 'dead', reason: field('x-err'), stack: field('x-stack') };
    },
    call: <Result>(method: string, data: unknown = {}, timeoutMs = 2_000) =>
      client.call<Result>(`${service}.${method}`, data, { timeoutMs }),
    async close() {
      await app.close();
      client.close();
    },
  };
}

export type ContractWorld = Awaited<ReturnType<typeof contractWorld>>;

interface GroupInfo {
  readonly pending: number;
  readonly lastDelivered: string;
}

async function groupOf(redis: Redis, stream: string): Promise<GroupInfo> {
  const [group = []] = ((await redis.xinfo('GROUPS', stream)) as unknown[][]) ?? [];
  const field = (name: string) => group[group.indexOf(name) + 1];
  return { pending: Number(field('pending')), lastDelivered: String(field('last-delivered-id')) };
}

function isDone({ pending, lastDelivered }: GroupInfo, id: string): boolean {
  const [ms = 0, n = 0] = id.split('-').map(Number);
  const [lastMs = 0, lastN = 0] = lastDelivered.split('-').map(Number);
  return pending === 0 && (lastMs > ms || (lastMs === ms && lastN >= n));
}

function listenTo(logged: string[]): LoggerService {
  const keep = (message: unknown) =>
    void logged.push(message instanceof Error ? String(message.stack) : String(message));
  return {
    log: () => undefined,
    debug: () => undefined,
    verbose: () => undefined,
    warn: keep,
    error: keep,
    fatal: keep,
  };
}
