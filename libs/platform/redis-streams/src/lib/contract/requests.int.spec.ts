import { Controller, HttpException, type INestMicroservice } from '@nestjs/common';
import { MessagePattern, RpcException } from '@nestjs/microservices';
import { EMPTY, firstValueFrom, from, retry, type Observable } from 'rxjs';
import { REDIS_STREAMS } from '../constants';
import { NonRetryableError } from '../errors/handler-errors';
import { StreamExceptionFilter } from '../errors/stream-exception-filter';
import { RemoteError, RequestTimeoutError } from '../errors/transport-errors';
import { contractWorld, uniqueName, type ContractWorld } from '../testing/contract-world';

const [filtered, bare] = [uniqueName('filtered'), uniqueName('bare')];
let flaky = 0;

@Controller()
class RequestsController {
  @MessagePattern([`${filtered}.text`, `${bare}.text`], REDIS_STREAMS)
  text(): never {
    throw new RpcException('sold out');
  }

  @MessagePattern([`${filtered}.object`, `${bare}.object`], REDIS_STREAMS)
  object(): never {
    throw new RpcException({ code: 'SOLD_OUT', left: 0 });
  }

  @MessagePattern([`${filtered}.final`, `${bare}.final`], REDIS_STREAMS)
  final(): never {
    throw new NonRetryableError({ code: 'GONE' });
  }

  @MessagePattern([`${filtered}.defect`, `${bare}.defect`], REDIS_STREAMS)
  defect(): never {
    throw new Error('password of the database: 1234');
  }

  @MessagePattern([`${filtered}.http`], REDIS_STREAMS)
  http(): never {
    throw new HttpException({ message: 'no such cart', cartId: 'c-1' }, 404);
  }

  @MessagePattern([`${filtered}.many`], REDIS_STREAMS)
  many(): Observable<number> {
    return from([1, 2, 3]);
  }

  @MessagePattern([`${filtered}.empty`], REDIS_STREAMS)
  empty(): Observable<never> {
    return EMPTY;
  }

  @MessagePattern([`${filtered}.flaky`], REDIS_STREAMS)
  flaky(): string {
    flaky += 1;
    if (flaky < 3) throw new RpcException('not yet');
    return `try ${flaky}`;
  }

  @MessagePattern([`${filtered}.never`], REDIS_STREAMS)
  never(): Promise<void> {
    return new Promise(() => undefined);
  }
}

describe.each([
  ['with StreamExceptionFilter', filtered],
  ['without filters', bare],
])('errors of requests, %s', (_name, service) => {
  let world: ContractWorld;
  beforeAll(async () => {
    world = await contractWorld({
      service,
      controllers: [RequestsController],
      server: { drainMs: 50 },
      configure: (app) => service === filtered && app.useGlobalFilters(new StreamExceptionFilter()),
    });
  });
  afterAll(() => world.close());

  it('an RpcException travels with its content', async () => {
    const text = { code: 'rpc', message: 'sold out', data: { status: 'error', message: 'sold out' } };
    await expect(world.call('text')).rejects.toMatchObject(text);
    await expect(world.call('text')).rejects.toBeInstanceOf(RemoteError);
    await expect(world.call('object')).rejects.toMatchObject({ code: 'rpc', data: { code: 'SOLD_OUT', left: 0 } });
    await expect(world.call('final')).rejects.toMatchObject({ code: 'rpc', data: { code: 'GONE' } });
  });

  it('of a defect a caller learns nothing but that it is one; the log has the rest', async () => {
    const refusal = await world.call('defect').catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'internal', message: 'internal error', retryable: true });
    expect(JSON.stringify(refusal)).not.toContain('1234');
    expect(world.logged.join()).toContain('1234');
  });

  it('an unknown pattern is answered at once', async () => {
    const begun = Date.now();
    await expect(world.call('unheard-of', {}, 10_000)).rejects.toMatchObject({
      code: 'transport.no_handler',
      message: `no handler for ${service}.unheard-of`,
    });
    expect(Date.now() - begun).toBeLessThan(5_000);
  });
});

describe('requests', () => {
  let world: ContractWorld;
  beforeAll(async () => {
    const configure = (app: INestMicroservice) => app.useGlobalFilters(new StreamExceptionFilter());
    world = await contractWorld({
      service: filtered,
      controllers: [RequestsController],
      server: { drainMs: 50 },
      configure,
    });
  });
  afterAll(() => world.close());

  it('an HttpException below 500 travels with its status and response', async () => {
    const data = { message: 'no such cart', cartId: 'c-1' };
    await expect(world.call('http')).rejects.toMatchObject({ code: 'http.404', data });
  });

  it('the answer is the last value of a stream, and undefined of one without values', async () => {
    expect(await world.call('many')).toBe(3);
    expect(await world.call('empty')).toBeUndefined();
  });

  it('send() sends for each subscriber, so that retry() asks again', async () => {
    const answer = world.client.send<string>(`${filtered}.flaky`, {}, { timeoutMs: 2_000 });
    expect(flaky).toBe(0);
    expect(await firstValueFrom(answer.pipe(retry(3)))).toBe('try 3');
  });

  it('a deadline is asked for by the compiler, and by send() itself', () => {
    // @ts-expect-error call() without a deadline does not compile.
    expect(() => world.client.call(`${filtered}.never`, {})).toThrow();
    // Without a deadline send() has the type never: nothing can be done with what it gives.
    expect(() => world.client.send(`${filtered}.never`, {})).toThrow('every wait has a deadline');
  });

  it('ends a wait at its deadline with an error of its own', async () => {
    const waiting = world.call('never', {}, 50);
    await expect(waiting).rejects.toBeInstanceOf(RequestTimeoutError);
    await expect(waiting).rejects.toMatchObject({
      code: 'transport.deadline_exceeded',
      retryable: true,
      timeoutMs: 50,
    });
  });
});
