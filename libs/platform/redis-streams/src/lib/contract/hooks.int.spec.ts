import { Controller } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { AsyncLocalStorage } from 'node:async_hooks';
import { lastValueFrom } from 'rxjs';
import { StreamRecord } from '../client/stream-record';
import { REDIS_STREAMS } from '../constants';
import { RedisStreamsContext } from '../context/redis-streams.context';
import { StreamEvent } from '../decorators/stream-event.decorator';
import { contractWorld, uniqueName, type ContractWorld } from '../testing/contract-world';

const topic = uniqueName('hooks');
const service = uniqueName('hooks');
const storage = new AsyncLocalStorage<string>();
const happened: string[] = [];

@Controller()
class HookedController {
  @StreamEvent(topic, 'hooked')
  hooked(@Payload() { failures }: { failures: number }, @Ctx() context: RedisStreamsContext): void {
    happened.push(`handler of ${String(storage.getStore())}`);
    if (context.attempt <= failures) throw new Error('not yet');
  }

  @MessagePattern(`${service}.who`, REDIS_STREAMS)
  async who(): Promise<unknown> {
    await Promise.resolve();
    return storage.getStore();
  }
}

describe('processing and dispatch hooks', () => {
  let world: ContractWorld;
  beforeAll(async () => {
    world = await contractWorld({
      topic,
      service,
      controllers: [HookedController],
      configure: (_app, server) => {
        server.setOnProcessingStartHook((transport, context, done) => {
          const { headers } = context as unknown as RedisStreamsContext;
          happened.push(`start ${String(transport === REDIS_STREAMS)}`);
          if (headers['broken']) throw new Error('the hook failed');
          storage.run(String(headers['trace']), done);
        });
        server.setOnProcessingEndHook(() => void happened.push('end'));
      },
    });
    world.client.setOnDispatchHook((packet) => {
      happened.push(`dispatch ${String(packet.pattern)}`);
      packet.metadata = { trace: 't-1' };
    });
  });
  afterAll(() => world.close());
  beforeEach(() => happened.splice(0));

  it('enclose each try of an event handler, and carry what the sender attached', async () => {
    await world.outcome('hooked', { failures: 1 });
    const once = ['start true', 'handler of t-1', 'end'];
    expect(happened).toEqual([`dispatch ${topic}/hooked`, ...once, ...once]);
  });

  it('enclose a request', async () => {
    expect(await world.call('who')).toBe('t-1');
    expect(happened).toEqual([`dispatch ${service}.who`, 'start true', 'end']);
  });

  it('an emitted event is dispatched once', async () => {
    await lastValueFrom(world.client.emit(`${topic}/hooked`, new StreamRecord({ failures: 0 }, { key: 'k' })));
    expect(happened.filter((what) => what.startsWith('dispatch'))).toHaveLength(1);
    await world.outcome('hooked', { failures: 0 });
  });

  it('a start hook that throws is a failed try, not a message that waits for ever', async () => {
    const outcome = await world.outcome('hooked', { failures: 0 });
    expect(outcome).toEqual({ end: 'acknowledged' });
    await world.client.publish(topic, { type: 'hooked', key: 'k', data: {}, headers: { broken: true } });
    await world.outcome('hooked', { failures: 0 });
    expect(world.logged.join()).toContain('the hook failed');
    expect(await world.redis.xlen(`mrc:{${topic}:0}:dlq:contract`)).toBe(1);
  });
});
