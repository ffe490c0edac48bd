import { Controller } from '@nestjs/common';
import {
  MessagePattern,
  type ConsumerDeserializer,
  type ProducerSerializer,
  type ReadPacket,
} from '@nestjs/microservices';
import { REDIS_STREAMS } from '../constants';
import { StreamEvent } from '../decorators/stream-event.decorator';
import { contractWorld, uniqueName, type ContractWorld } from '../testing/contract-world';

const topic = uniqueName('serializers');
const service = uniqueName('serializers');
const handled: unknown[] = [];

interface Envelope {
  readonly version: number;
  readonly body: unknown;
}

const wrap: ProducerSerializer = {
  serialize: ({ pattern, data }: ReadPacket) => ({ pattern, data: { version: 2, body: data } }),
};
const unwrap: ConsumerDeserializer = {
  deserialize: ({ pattern, data }: { pattern: string; data: Envelope }) => {
    if (data.version !== 2) throw new Error(`version ${data.version} is not known`);
    return { pattern, data: data.body };
  },
};

@Controller()
class EnvelopedController {
  @StreamEvent(topic, 'enveloped')
  enveloped(body: unknown): void {
    handled.push(body);
  }

  @MessagePattern(`${service}.echo`, REDIS_STREAMS)
  echo(body: unknown): unknown {
    return body;
  }
}

describe('serializers of one’s own', () => {
  let world: ContractWorld;
  beforeAll(async () => {
    world = await contractWorld({
      topic,
      service,
      controllers: [EnvelopedController],
      server: { deserializer: unwrap, serializer: { serialize: (answer: unknown) => ({ answered: answer }) } },
      client: { serializer: wrap },
    });
  });
  afterAll(() => world.close());

  it('wrap what is published, and unwrap it before the handler', async () => {
    expect(await world.outcome('enveloped', { n: 1 })).toEqual({ end: 'acknowledged' });
    expect(handled).toEqual([{ n: 1 }]);
    const [entry] = await world.redis.xrange(`mrc:{${topic}:0}:s`, '-', '+');
    expect(entry?.[1]).toContain('{"version":2,"body":{"n":1}}');
  });

  it('a deserializer that throws is a failure like the handler’s: tried again, then buried', async () => {
    await world.redis.xadd(`mrc:{${topic}:0}:s`, '*', 'k', 'k', 'p', 'enveloped', 'd', '{"version":1}');
    await world.outcome('enveloped', { n: 2 });
    const letters = await world.redis.xrange(`mrc:{${topic}:0}:dlq:contract`, '-', '+');
    expect(letters.map(([, fields]) => fields[fields.indexOf('x-err') + 1])).toEqual(['version 1 is not known']);
    expect(handled).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('apply to requests and their answers', async () => {
    expect(await world.call('echo', { n: 3 })).toEqual({ answered: { n: 3 } });
  });
});
