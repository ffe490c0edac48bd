import { Controller } from '@nestjs/common';
import { delay, EMPTY, from, of, Observable, throwError } from 'rxjs';
import { StreamEvent } from '../decorators/stream-event.decorator';
import { contractWorld, uniqueName, type ContractWorld } from '../testing/contract-world';

const topic = uniqueName('results');
const tries: string[] = [];

const results: Record<string, () => unknown> = {
  nothing: () => undefined,
  value: () => 42,
  promise: () => Promise.resolve('done'),
  one: () => of(1),
  many: () => from([1, 2, 3]).pipe(delay(20)),
  empty: () => EMPTY,
  throws: () => {
    throw new Error('thrown');
  },
  rejects: () => Promise.reject(new Error('rejected')),
  error: () => throwError(() => new Error('an error in the stream')),
  late: (): Observable<number> =>
    new Observable((observer) => {
      observer.next(1);
      setTimeout(() => observer.error(new Error('after a value')), 10);
    }),
};

@Controller()
class ResultsController {
  @StreamEvent(topic, 'nothing', 'value', 'promise', 'one', 'many', 'empty', 'throws', 'rejects', 'error', 'late')
  handle({ kind }: { kind: string }): unknown {
    tries.push(kind);
    return results[kind]?.();
  }
}

describe('what an event handler gives back', () => {
  let world: ContractWorld;
  beforeAll(async () => {
    world = await contractWorld({ topic, controllers: [ResultsController] });
  });
  afterAll(() => world.close());
  const triesOf = (kind: string) => tries.filter((tried) => tried === kind).length;

  it.each(['nothing', 'value', 'promise', 'one', 'many', 'empty'])(
    '%s: is acknowledged after one try',
    async (kind) => {
      expect(await world.outcome(kind, { kind })).toEqual({ end: 'acknowledged' });
      expect(triesOf(kind)).toBe(1);
    },
  );

  it.each(['throws', 'rejects', 'error', 'late'])(
    '%s: is tried again, and a dead letter after the last try',
    async (kind) => {
      expect(await world.outcome(kind, { kind })).toMatchObject({ end: 'dead' });
      expect(triesOf(kind)).toBe(3);
    },
  );

  it('a stream that ends without a value is told of once: a filter may have swallowed an error', async () => {
    await world.outcome('empty', { kind: 'empty' });
    expect(world.logged.filter((line) => line.includes(`${topic}/empty ended without a value`))).toHaveLength(1);
  });
});
