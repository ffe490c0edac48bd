import {
  Controller,
  ParseIntPipe,
  UseGuards,
  UsePipes,
  ValidationPipe,
  type CanActivate,
  type ExecutionContext,
  type INestMicroservice,
} from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { IsInt, Min } from 'class-validator';
import { REDIS_STREAMS } from '../constants';
import type { RedisStreamsContext } from '../context/redis-streams.context';
import { StreamEvent } from '../decorators/stream-event.decorator';
import { StreamExceptionFilter } from '../errors/stream-exception-filter';
import { contractWorld, uniqueName, type ContractWorld } from '../testing/contract-world';

const topic = uniqueName('pipes');
const service = uniqueName('pipes');
const handled: unknown[] = [];
let guarded = 0;

class Order {
  @IsInt()
  @Min(1)
  quantity!: number;
}

/** Lets in what names itself in its headers, from the second try on. */
class PatientGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    guarded += 1;
    return context.switchToRpc().getContext<RedisStreamsContext>().attempt > 1;
  }
}

class ShutGuard implements CanActivate {
  canActivate(): boolean {
    guarded += 1;
    return false;
  }
}

@Controller()
class OrdersController {
  @StreamEvent(topic, 'validated')
  @UsePipes(new ValidationPipe({ transform: true }))
  validated(@Payload() order: Order): void {
    handled.push(order);
  }

  @StreamEvent(topic, 'parsed')
  parsed(@Payload('n', ParseIntPipe) n: number): void {
    handled.push(n);
  }

  @StreamEvent(topic, 'patient')
  @UseGuards(PatientGuard)
  patient(): void {
    handled.push('patient');
  }

  @StreamEvent(topic, 'shut')
  @UseGuards(ShutGuard)
  shut(): void {
    handled.push('shut');
  }

  @MessagePattern(`${service}.order`, REDIS_STREAMS)
  @UsePipes(new ValidationPipe({ transform: true }))
  order(@Payload() { quantity }: Order): number {
    return quantity;
  }

  @MessagePattern(`${service}.shut`, REDIS_STREAMS)
  @UseGuards(ShutGuard)
  shutRequest(): string {
    return 'in';
  }
}

describe('guards and pipes', () => {
  let world: ContractWorld;
  beforeAll(async () => {
    const configure = (app: INestMicroservice) => app.useGlobalFilters(new StreamExceptionFilter());
    world = await contractWorld({ topic, service, controllers: [OrdersController], configure });
  });
  afterAll(() => world.close());
  beforeEach(() => {
    handled.splice(0);
    guarded = 0;
  });

  it('ValidationPipe gives the handler an instance of its class', async () => {
    expect(await world.outcome('validated', { quantity: 2 })).toEqual({ end: 'acknowledged' });
    expect(handled[0]).toBeInstanceOf(Order);
  });

  it('a payload that ValidationPipe refuses is a dead letter at once: it will not get better', async () => {
    const outcome = await world.outcome('validated', { quantity: 0 });
    expect(outcome).toMatchObject({ end: 'dead', reason: 'Bad Request Exception: quantity must not be less than 1' });
    expect(world.strategy.consumption?.counters.failed).toBe(1);
    expect(handled).toEqual([]);
  });

  it('a pipe on one property does its work', async () => {
    expect(await world.outcome('parsed', { n: '12' })).toEqual({ end: 'acknowledged' });
    expect(await world.outcome('parsed', { n: 'twelve' })).toMatchObject({ end: 'dead' });
    expect(handled).toEqual([12]);
  });

  it('what a guard refuses is tried again: the guard may let it in', async () => {
    expect(await world.outcome('patient')).toEqual({ end: 'acknowledged' });
    expect([guarded, handled]).toEqual([2, ['patient']]);
  });

  it('what a guard refuses at every try is a dead letter', async () => {
    expect(await world.outcome('shut')).toMatchObject({ end: 'dead', reason: 'Forbidden resource' });
    expect([guarded, handled]).toEqual([3, []]);
  });

  it('a caller is told what a pipe or a guard refused', async () => {
    await expect(world.call('order', { quantity: 0 })).rejects.toMatchObject({
      code: 'http.400',
      retryable: false,
      data: { message: ['quantity must not be less than 1'] },
    });
    await expect(world.call('shut')).rejects.toMatchObject({ code: 'rpc', message: 'Forbidden resource' });
    expect(await world.call('order', { quantity: 3 })).toBe(3);
  });
});
