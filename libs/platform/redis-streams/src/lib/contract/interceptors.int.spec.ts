import {
  Controller,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { catchError, map, of, tap, timeout, type Observable } from 'rxjs';
import { REDIS_STREAMS } from '../constants';
import type { RedisStreamsContext } from '../context/redis-streams.context';
import { StreamEvent } from '../decorators/stream-event.decorator';
import { contractWorld, uniqueName, type ContractWorld } from '../testing/contract-world';

const topic = uniqueName('interceptors');
const service = uniqueName('interceptors');
const seen: string[] = [];

class TimeoutInterceptor implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(timeout(20));
  }
}

class AuditInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { pattern } = context.switchToRpc().getContext<RedisStreamsContext>().facts;
    return next
      .handle()
      .pipe(tap({ next: () => seen.push(`${pattern} done`), error: () => seen.push(`${pattern} failed`) }));
  }
}

class ForgivingInterceptor implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(catchError(() => of('forgiven')));
  }
}

class DoublingInterceptor implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(map((n: number) => n * 2));
  }
}

@Controller()
class InterceptedController {
  @StreamEvent(topic, 'slow-once')
  @UseInterceptors(TimeoutInterceptor)
  async slowOnce(@Ctx() { attempt }: RedisStreamsContext): Promise<void> {
    seen.push(`try ${attempt}`);
    if (attempt === 1) await new Promise((resolve) => setTimeout(resolve, 200));
  }

  @StreamEvent(topic, 'audited')
  @UseInterceptors(AuditInterceptor)
  audited(@Ctx() { attempt }: RedisStreamsContext): void {
    if (attempt === 1) throw new Error('not yet');
  }

  @StreamEvent(topic, 'forgiven')
  @UseInterceptors(ForgivingInterceptor)
  forgiven(): never {
    throw new Error('never heard of');
  }

  @MessagePattern(`${service}.double`, REDIS_STREAMS)
  @UseInterceptors(DoublingInterceptor)
  double(@Payload() { n }: { n: number }): number {
    return n;
  }
}

describe('interceptors', () => {
  let world: ContractWorld;
  beforeAll(async () => {
    world = await contractWorld({ topic, service, controllers: [InterceptedController] });
  });
  afterAll(() => world.close());
  beforeEach(() => seen.splice(0));

  it('a handler that a timeout gave up is tried again', async () => {
    expect(await world.outcome('slow-once')).toEqual({ end: 'acknowledged' });
    expect(seen).toEqual(['try 1', 'try 2']);
  });

  it('see each try, with its context', async () => {
    await world.outcome('audited');
    expect(seen).toEqual(['audited failed', 'audited done']);
  });

  it('one that makes a value of an error acknowledges', async () => {
    expect(await world.outcome('forgiven')).toEqual({ end: 'acknowledged' });
  });

  it('one that maps the result maps the answer', async () => {
    expect(await world.call('double', { n: 21 })).toBe(42);
  });
});
