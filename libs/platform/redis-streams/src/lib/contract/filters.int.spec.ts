import {
  Catch,
  Controller,
  UseFilters,
  type ArgumentsHost,
  type INestMicroservice,
  type RpcExceptionFilter,
} from '@nestjs/common';
import { RpcException } from '@nestjs/microservices';
import { EMPTY, of, throwError, type Observable } from 'rxjs';
import { StreamEvent } from '../decorators/stream-event.decorator';
import { NonRetryableError } from '../errors/handler-errors';
import { StreamExceptionFilter } from '../errors/stream-exception-filter';
import { contractWorld, uniqueName, type ContractWorld } from '../testing/contract-world';

const topic = uniqueName('filters');
const tries: string[] = [];

class WrongAddress extends Error {}

@Catch()
class SwallowingFilter implements RpcExceptionFilter {
  catch(): Observable<never> {
    return EMPTY;
  }
}

@Catch()
class AnsweringFilter implements RpcExceptionFilter {
  catch(): Observable<string> {
    return of('handled in another way');
  }
}

@Catch(WrongAddress)
class NamingFilter implements RpcExceptionFilter {
  catch(error: WrongAddress, host: ArgumentsHost): Observable<never> {
    const { id } = host.switchToRpc().getContext<{ id: string }>();
    return throwError(() => new Error(`${error.message} in ${id}`, { cause: error }));
  }
}

@Controller()
class FilteredController {
  @StreamEvent(topic, 'plain')
  plain(): never {
    tries.push('plain');
    throw new WrongAddress('no such street');
  }

  @StreamEvent(topic, 'swallowed')
  @UseFilters(SwallowingFilter)
  swallowed(): never {
    tries.push('swallowed');
    throw new Error('never heard of');
  }

  @StreamEvent(topic, 'answered')
  @UseFilters(AnsweringFilter)
  answered(): never {
    tries.push('answered');
    throw new Error('never heard of');
  }

  @StreamEvent(topic, 'renamed')
  @UseFilters(NamingFilter)
  renamed(): never {
    tries.push('renamed');
    throw new WrongAddress('no such street');
  }

  @StreamEvent(topic, 'rpc')
  rpc(): never {
    tries.push('rpc');
    throw new RpcException('try later');
  }

  @StreamEvent(topic, 'final')
  final(): never {
    tries.push('final');
    throw new NonRetryableError('cannot be');
  }
}

const triesOf = (kind: string) => tries.filter((tried) => tried === kind).length;
beforeEach(() => tries.splice(0));

describe('exception filters of an event handler', () => {
  let world: ContractWorld;
  beforeAll(async () => {
    const server = { retry: { attempts: 3, baseMs: 1, capMs: 5, nonRetryable: [WrongAddress] } };
    const configure = (app: INestMicroservice) => app.useGlobalFilters(new StreamExceptionFilter());
    world = await contractWorld({ topic, controllers: [FilteredController], server, configure });
  });
  afterAll(() => world.close());

  it('one that returns EMPTY acknowledges, and a warning says so', async () => {
    expect(await world.outcome('swallowed')).toEqual({ end: 'acknowledged' });
    expect(triesOf('swallowed')).toBe(1);
    expect(world.logged.join()).toContain(`${topic}/swallowed ended without a value`);
  });

  it('one that returns a value acknowledges', async () => {
    expect(await world.outcome('answered')).toEqual({ end: 'acknowledged' });
    expect(triesOf('answered')).toBe(1);
  });

  it('one that throws is believed: its error is retried and buried', async () => {
    expect(await world.outcome('renamed')).toMatchObject({
      end: 'dead',
      reason: expect.stringMatching(/^no such street in \d+-\d+$/),
    });
    expect(triesOf('renamed')).toBe(3);
  });

  it('StreamExceptionFilter keeps the class of an error, its text and its stack', async () => {
    const outcome = await world.outcome('plain');
    expect(outcome).toMatchObject({ end: 'dead', reason: 'no such street' });
    expect(outcome).toHaveProperty('stack', expect.stringContaining('FilteredController.plain'));
    expect(triesOf('plain')).toBe(1);
  });
});

describe('an event handler without filters', () => {
  let world: ContractWorld;
  const bare = uniqueName('bare');

  @Controller()
  class BareController {
    @StreamEvent(bare, 'plain', 'rpc', 'final')
    handle({ kind }: { kind: 'plain' | 'rpc' | 'final' }): void {
      new FilteredController()[kind]();
    }
  }

  beforeAll(async () => {
    const server = { retry: { attempts: 3, baseMs: 1, capMs: 5, nonRetryable: [WrongAddress] } };
    world = await contractWorld({ topic: bare, controllers: [BareController], server });
  });
  afterAll(() => world.close());

  it('is tried as often as configured whatever it threw: Nest hides the class', async () => {
    const outcome = await world.outcome('plain', { kind: 'plain' });
    expect(outcome).toMatchObject({ end: 'dead', reason: 'Internal server error' });
    expect(triesOf('plain')).toBe(3);
  });

  it('says once what to do about that', async () => {
    await world.outcome('plain', { kind: 'plain' });
    expect(world.logged.filter((line) => line.includes('StreamExceptionFilter'))).toHaveLength(1);
  });

  it('retries an RpcException, whose text is the reason', async () => {
    expect(await world.outcome('rpc', { kind: 'rpc' })).toMatchObject({ end: 'dead', reason: 'try later' });
    expect(triesOf('rpc')).toBe(3);
  });

  it('buries a NonRetryableError at once, with its stack', async () => {
    const outcome = await world.outcome('final', { kind: 'final' });
    expect(outcome).toMatchObject({ end: 'dead', reason: 'cannot be' });
    expect(outcome).toHaveProperty('stack', expect.stringContaining('FilteredController.final'));
    expect(triesOf('final')).toBe(1);
  });
});
