import { randomUUID } from 'node:crypto';
import { Controller, Module } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { ConflictError, problemCodec, ProblemFilter } from '@mercury/platform/errors';
import type { INestMicroservice } from '@nestjs/common';
import { RedisStreamsClient } from './client/redis-streams.client';
import { REDIS_STREAMS } from './constants';
import { RedisStreamsContext } from './context/redis-streams.context';
import { StreamEvent } from './decorators/stream-event.decorator';
import { StreamPageConsumer } from './page/stream-page-consumer';
import { RedisStreamsServer } from './server/redis-streams.server';
import { keys } from './keys';
import { shardOf } from './shard-of';
import type { StreamEntry } from './entry/stream-entry';

const url = process.env['MERCURY_TEST_REDIS_URL'] as string;
const run = randomUUID().slice(0, 8);
const service = `spec${run}`;
const topic = `topic-${run}`;

const handled: { n: number; attempt: number }[] = [];
const failures = new Map<number, number>();

@Controller()
class SpecController {
  @MessagePattern(`${service}.double`, REDIS_STREAMS)
  double(@Payload() { n }: { n: number }): number {
    return n * 2;
  }

  @MessagePattern(`${service}.refuse`, REDIS_STREAMS)
  refuse(): never {
    throw new ConflictError('spec.refused', { data: { why: 'because' } });
  }

  @MessagePattern(`${service}.never`, REDIS_STREAMS)
  never(): Promise<void> {
    return new Promise(() => undefined);
  }

  @StreamEvent(topic, 'spec.happened.v1')
  happened(@Payload() { n }: { n: number }, @Ctx() context: RedisStreamsContext): void {
    const left = failures.get(n) ?? 0;
    failures.set(n, left - 1);
    if (left > 0) throw new Error(`not yet ${n}`);
    handled.push({ n, attempt: context.attempt });
  }
}

@Module({ controllers: [SpecController] })
class SpecModule {}

async function startServer(group: string): Promise<INestMicroservice> {
  const strategy = new RedisStreamsServer({
    url,
    rpc: [service],
    group,
    topics: [topic],
    shards: 8,
    retry: { attempts: 3, baseMs: 1, capMs: 5 },
    onPoison: 'continue',
    errors: problemCodec,
    leaseMs: 1_000,
    drainMs: 100,
  });
  const module = await Test.createTestingModule({ imports: [SpecModule] }).compile();
  const app = module.createNestMicroservice({ strategy, logger: false });
  app.useGlobalFilters(new ProblemFilter());
  await app.listen();
  return app;
}

async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 500 && !condition(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(condition()).toBe(true);
}

describe('Redis Streams transport', () => {
  let server: INestMicroservice;
  let client: RedisStreamsClient;
  beforeAll(async () => {
    client = new RedisStreamsClient({ url, errors: problemCodec });
    server = await startServer(`group-${run}`);
  });
  afterAll(async () => {
    await server.close();
    client.close();
  });

  it('answers a request', async () => {
    expect(await client.call(`${service}.double`, { n: 21 }, { timeoutMs: 2_000 })).toBe(42);
  });

  it('brings a refusal back as the error that was thrown', async () => {
    const refusal = client.call(`${service}.refuse`, {}, { timeoutMs: 2_000 });
    await expect(refusal).rejects.toMatchObject({ code: 'spec.refused', status: 409, data: { why: 'because' } });
  });

  it('ends a wait at its deadline, and answers others meanwhile', async () => {
    const stuck = client.call(`${service}.never`, {}, { timeoutMs: 100 });
    const quick = client.call(`${service}.double`, { n: 1 }, { timeoutMs: 2_000 });
    await expect(stuck).rejects.toMatchObject({ status: 504, retryable: true });
    expect(await quick).toBe(2);
  });

  it('names a request that nobody handles', async () => {
    await expect(client.call(`${service}.unknown`, {}, { timeoutMs: 2_000 })).rejects.toMatchObject({
      code: 'request.no_handler',
    });
  });

  it('handles events in order of their key, and tries a failing one again in its place', async () => {
    handled.length = 0;
    failures.set(2, 2);
    for (const n of [1, 2, 3, 4])
      await client.publish(topic, { type: 'spec.happened.v1', key: 'a', data: { n }, position: n });
    await until(() => handled.length === 4);
    expect(handled).toEqual([1, 2, 3, 4].map((n) => ({ n, attempt: n === 2 ? 3 : 1 })));
  });

  it('refuses a repeated position', async () => {
    expect(await client.publish(topic, { type: 'spec.happened.v1', key: 'a', data: { n: 4 }, position: 4 })).toBeNull();
  });

  it('buries what fails at every try, with its reason, and goes on', async () => {
    handled.length = 0;
    failures.set(11, 99);
    for (const n of [11, 12])
      await client.publish(topic, { type: 'spec.happened.v1', key: 'b', data: { n }, position: 100 + n });
    await until(() => handled.some(({ n }) => n === 12));
    const redis = client.unwrap<import('ioredis').Redis>();
    const shard = shardOf('b', 8);
    const [letter] = await redis.xrange(keys.deadLetters(topic, shard, `group-${run}`), '-', '+');
    expect(letter?.[1].join(' ')).toContain('not yet 11');
    let pending: unknown[] = [];
    for (let turn = 0; turn < 100 && pending[0] !== 0; turn += 1)
      pending = await redis.xpending(keys.stream(topic, shard), `group-${run}`);
    expect(pending).toEqual([0, null, null, null]);
  });
});

describe('StreamPageConsumer', () => {
  it('reads on behind the durable position, whatever Redis remembers', async () => {
    const client = new RedisStreamsClient({ url });
    const name = `pages-${run}`;
    for (let n = 1; n <= 10; n += 1) await client.publish(name, { type: 't.v1', key: 'k', data: { n }, position: n });
    const shard = shardOf('k', 8);
    const open = (checkpoint: number, seen: StreamEntry[], failAt?: number) => {
      const consumer = new StreamPageConsumer({
        url,
        topic: name,
        group: 'projection',
        pageSize: 4,
        leaseMs: 300,
        positionOf: async (asked) => (asked === shard ? checkpoint : 0),
        onPage: async ({ entries }) => {
          if (failAt && entries.some(({ position }) => position >= failAt)) throw new Error('fold failed');
          seen.push(...entries);
        },
        onError: () => undefined,
      });
      consumer.start();
      return consumer;
    };
    const first: StreamEntry[] = [];
    const crashing = open(0, first, 9);
    await until(() => first.length >= 8);
    await crashing.stop();
    const second: StreamEntry[] = [];
    const healthy = open(6, second);
    await until(() => second.length === 4);
    expect(second.map(({ position }) => position)).toEqual([7, 8, 9, 10]);
    await healthy.stop();
    client.close();
  });
});
