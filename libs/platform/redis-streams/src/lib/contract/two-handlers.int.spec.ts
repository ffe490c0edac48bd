import { Controller } from '@nestjs/common';
import { EMPTY, type Observable } from 'rxjs';
import { StreamEvent } from '../decorators/stream-event.decorator';
import { contractWorld, uniqueName, type ContractWorld } from '../testing/contract-world';

const topic = uniqueName('two');
const tries: string[] = [];

@Controller()
class FirstController {
  @StreamEvent(topic, 'both')
  both(): void {
    tries.push('first');
  }

  /** Ends without a value, and before its neighbour fails: Nest's `forkJoin` would leave the neighbour then. */
  @StreamEvent(topic, 'early')
  early(): Observable<never> {
    tries.push('first');
    return EMPTY;
  }
}

@Controller()
class SecondController {
  @StreamEvent(topic, 'both')
  async both({ failures }: { failures: number }): Promise<void> {
    tries.push('second');
    if (tries.filter((name) => name === 'second').length <= failures) throw new Error('not yet');
  }

  @StreamEvent(topic, 'early')
  async early(): Promise<void> {
    tries.push('second');
    await new Promise((resolve) => setTimeout(resolve, 20));
    throw new Error('later than its neighbour');
  }
}

describe('two handlers of one event', () => {
  let world: ContractWorld;
  beforeAll(async () => {
    world = await contractWorld({ topic, controllers: [FirstController, SecondController] });
  });
  afterAll(() => world.close());
  beforeEach(() => tries.splice(0));

  it('both run, and the event is acknowledged when both have ended', async () => {
    expect(await world.outcome('both', { failures: 0 })).toEqual({ end: 'acknowledged' });
    expect(tries).toEqual(['first', 'second']);
  });

  it('when one fails, both run again', async () => {
    expect(await world.outcome('both', { failures: 1 })).toEqual({ end: 'acknowledged' });
    expect(tries).toEqual(['first', 'second', 'first', 'second']);
  });

  it('a failure counts also when the other ended before it, without a value', async () => {
    expect(await world.outcome('early')).toMatchObject({ end: 'dead' });
    expect(tries.filter((name) => name === 'second')).toHaveLength(3);
  });
});
