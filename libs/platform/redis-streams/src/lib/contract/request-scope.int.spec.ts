import { Controller, Inject, Injectable, Scope } from '@nestjs/common';
import { CONTEXT, MessagePattern, Payload, type RequestContext } from '@nestjs/microservices';
import { REDIS_STREAMS } from '../constants';
import { RedisStreamsContext } from '../context/redis-streams.context';
import { StreamEvent } from '../decorators/stream-event.decorator';
import { contractWorld, uniqueName, type ContractWorld } from '../testing/contract-world';

const topic = uniqueName('scope');
const service = uniqueName('scope');
const handled: { unit: number; n: number; key: string }[] = [];
let units = 0;
let failures = 0;

/** One for each message, as a unit of work would be. */
@Injectable({ scope: Scope.REQUEST })
class UnitOfWork {
  readonly number = (units += 1);

  constructor(@Inject(CONTEXT) readonly request: RequestContext<{ n: number }, RedisStreamsContext>) {}
}

@Controller()
class ScopedController {
  constructor(private readonly unit: UnitOfWork) {}

  @StreamEvent(topic, 'scoped')
  async scoped(@Payload() { n }: { n: number }): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 5));
    if ((failures -= 1) >= 0) throw new Error('not yet');
    const context = this.unit.request.getContext();
    handled.push({ unit: this.unit.number, n, key: context.key });
  }

  @MessagePattern(`${service}.unit`, REDIS_STREAMS)
  number(): { unit: number; given: unknown } {
    return { unit: this.unit.number, given: this.unit.request.getData() };
  }
}

@Controller()
class SecondController {
  constructor(private readonly unit: UnitOfWork) {}

  @StreamEvent(topic, 'scoped')
  second(): void {
    handled.push({ unit: this.unit.number, n: -1, key: '' });
  }
}

describe('request-scoped handlers', () => {
  let world: ContractWorld;
  beforeAll(async () => {
    world = await contractWorld({
      topic,
      service,
      controllers: [ScopedController, SecondController],
      providers: [UnitOfWork],
    });
  });
  afterAll(() => world.close());
  beforeEach(() => handled.splice(0));

  it('get a unit of their own for each message, and know the message', async () => {
    await Promise.all([1, 2, 3].map((n) => world.publish('scoped', { n }, `key ${n}`)));
    await world.outcome('scoped', { n: 4 });
    const first = handled.filter(({ n }) => n > 0);
    expect(first.map(({ n, key }) => [n, key]).sort()).toEqual([
      [1, 'key 1'],
      [2, 'key 2'],
      [3, 'key 3'],
      [4, 'k'],
    ]);
    expect(new Set(first.map(({ unit }) => unit)).size).toBe(4);
  });

  it('begin each try with a new unit', async () => {
    failures = 1;
    const before = units;
    expect(await world.outcome('scoped', { n: 9 })).toEqual({ end: 'acknowledged' });
    // Two tries of two handlers.
    expect(units - before).toBe(4);
  });

  it('answer requests', async () => {
    const answers = await Promise.all([1, 2].map((n) => world.call<{ unit: number; given: unknown }>('unit', { n })));
    expect(answers.map(({ given }) => given)).toEqual([{ n: 1 }, { n: 2 }]);
    expect(answers[0]?.unit).not.toBe(answers[1]?.unit);
  });
});
