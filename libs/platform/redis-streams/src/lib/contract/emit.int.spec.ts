import { Controller, Logger } from '@nestjs/common';
import { lastValueFrom } from 'rxjs';
import { RedisStreamsClient } from '../client/redis-streams.client';
import { StreamRecord } from '../client/stream-record';
import { StreamEvent } from '../decorators/stream-event.decorator';
import { contractWorld, uniqueName, type ContractWorld } from '../testing/contract-world';
import { until } from '../testing/until';

const topic = uniqueName('emit');
const handled: unknown[] = [];

@Controller()
class EmittedController {
  @StreamEvent(topic, 'emitted.v1')
  emitted(data: unknown): void {
    handled.push(data);
  }
}

describe('emit()', () => {
  let world: ContractWorld;
  beforeAll(async () => {
    world = await contractWorld({ topic, controllers: [EmittedController] });
  });
  afterAll(() => world.close());
  beforeEach(() => handled.splice(0));

  it('sends at once, and tells the entry id to who asks later', async () => {
    const sent = world.client.emit(`${topic}/emitted.v1`, new StreamRecord({ n: 1 }, { key: 'k' }));
    await until(() => handled.length === 1);
    expect(await lastValueFrom(sent)).toMatch(/^\d+-0$/);
    expect(handled).toEqual([{ n: 1 }]);
  });

  it('an event without data is one, too', async () => {
    world.client.emit(`${topic}/emitted.v1`, null);
    await until(() => handled.length === 1);
    expect(handled).toEqual([null]);
  });

  it('a failure that nobody watches is logged, and ends nothing', async () => {
    const logged: string[] = [];
    Logger.overrideLogger({ log: () => undefined, warn: () => undefined, error: (line: string) => logged.push(line) });
    const away = new RedisStreamsClient({ url: 'redis://127.0.0.1:1' });
    away.emit(`${topic}/emitted.v1`, { n: 2 });
    await until(() => logged.length === 1);
    expect(logged[0]).toContain(`${topic}/emitted.v1 was not published`);
    await expect(lastValueFrom(away.emit(`${topic}/emitted.v1`, {}))).rejects.toMatchObject({ retryable: true });
    await expect(lastValueFrom(away.emit('no-topic', {}))).rejects.toThrow('an event is emitted to "topic/type"');
    away.close();
    Logger.overrideLogger(false);
  });
});
