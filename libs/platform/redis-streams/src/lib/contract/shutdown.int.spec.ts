import { EventEmitter } from 'node:events';
import {
  Controller,
  Module,
  type INestApplication,
  type INestMicroservice,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { Redis } from 'ioredis';
import { RedisStreamsClient } from '../client/redis-streams.client';
import { StreamEvent } from '../decorators/stream-event.decorator';
import { keys } from '../keys';
import { closeDrained, runMicroservice, type HostProcess } from '../run-microservice';
import { RedisStreamsServer } from '../server/redis-streams.server';
import { redisUrl, uniqueName } from '../testing/contract-world';
import { until } from '../testing/until';

const topic = uniqueName('shutdown');
const happened: string[] = [];
let handlerMs = 0;

@Controller()
class SlowController {
  @StreamEvent(topic, 'slow')
  async slow(): Promise<void> {
    happened.push('begun');
    await new Promise((resolve) => setTimeout(resolve, handlerMs));
    happened.push('ended');
  }
}

@Module({ controllers: [SlowController] })
class SlowModule implements OnModuleDestroy {
  onModuleDestroy(): void {
    happened.push('modules destroyed');
  }
}

/** A process that notes down its end instead of ending the spec. */
class FakeProcess extends EventEmitter implements HostProcess {
  readonly codes: number[] = [];

  exit(code: number): void {
    this.codes.push(code);
  }
}

describe('the end of an application', () => {
  const client = new RedisStreamsClient({ url: redisUrl(), shards: { [topic]: 1 } });
  const redis = client.unwrap<Redis>();
  beforeEach(() => {
    happened.splice(0);
    handlerMs = 100;
  });
  afterAll(() => client.close());

  const newStrategy = (drainMs = 5_000) =>
    new RedisStreamsServer({ url: redisUrl(), group: 'slow', topics: [topic], shards: 1, leaseMs: 1_000, drainMs });
  const newModule = () => Test.createTestingModule({ imports: [SlowModule] }).compile();
  const microservice = async (drainMs?: number): Promise<INestMicroservice> =>
    (await newModule()).createNestMicroservice({ strategy: newStrategy(drainMs), logger: false });
  const hybrid = async (): Promise<INestApplication> => {
    const app = (await newModule()).createNestApplication({ logger: false });
    app.connectMicroservice({ strategy: newStrategy() });
    return app;
  };
  const beginOne = async () => {
    await client.publish(topic, { type: 'slow', key: 'k', data: {} });
    await until(() => happened.includes('begun'));
  };
  const pending = async () => ((await redis.xpending(keys.stream(topic, 0), 'slow')) as [number])[0];

  it('app.close() of a microservice drains first', async () => {
    const app = await microservice();
    await app.listen();
    await beginOne();
    await app.close();
    expect(happened).toEqual(['begun', 'ended', 'modules destroyed']);
    expect(await pending()).toBe(0);
  });

  it('app.close() of a hybrid application destroys modules under its handlers; closeDrained() does not', async () => {
    for (const [close, order] of [
      [(app: INestApplication) => app.close(), ['begun', 'modules destroyed', 'ended']],
      [closeDrained, ['begun', 'ended', 'modules destroyed']],
    ] as const) {
      happened.splice(0);
      const app = await hybrid();
      await app.init();
      await app.startAllMicroservices();
      await beginOne();
      await close(app);
      expect(happened).toEqual(order);
      expect(await pending()).toBe(0);
    }
  });

  it.each([
    ['a microservice', microservice],
    ['a hybrid application', hybrid],
  ])('runMicroservice() drains %s on SIGTERM, and then ends the process', async (_name, open) => {
    const host = new FakeProcess();
    const app = await open();
    await app.init();
    await runMicroservice(app, { host });
    await beginOne();
    host.emit('SIGTERM');
    await until(() => host.codes.length > 0);
    expect(happened).toEqual(['begun', 'ended', 'modules destroyed']);
    expect([host.codes, await pending()]).toEqual([[0], 0]);
  });

  it('a second signal ends the process at once', async () => {
    handlerMs = 600;
    const host = new FakeProcess();
    const app = await microservice();
    await runMicroservice(app, { host });
    await beginOne();
    host.emit('SIGTERM');
    host.emit('SIGTERM');
    expect([host.codes, happened]).toEqual([[1], ['begun']]);
    await until(() => host.codes.length === 2);
  });

  it('a handler that outlives drainMs is left, and its event stays pending for the next owner', async () => {
    handlerMs = 700;
    const app = await microservice(50);
    await app.listen();
    await beginOne();
    await app.close();
    expect(happened).toEqual(['begun', 'modules destroyed']);
    expect(await pending()).toBe(1);
    const next = await microservice();
    handlerMs = 0;
    await next.listen();
    await until(async () => (await pending()) === 0);
    await next.close();
    await until(() => happened.filter((what) => what === 'ended').length === 2);
  });

  it('rejects when the transport cannot start', async () => {
    const strategy = new RedisStreamsServer({ url: redisUrl(), group: 'slow', topics: [topic], shards: 2 });
    const app = (await newModule()).createNestMicroservice({ strategy, logger: false });
    await expect(runMicroservice(app, { host: new FakeProcess() })).rejects.toThrow('was created with 1 shards');
  });
});
