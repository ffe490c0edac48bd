import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Payload } from '@nestjs/microservices';
import { RedisStreamsClient, RedisStreamsServer, StreamEvent } from '@mercury/platform/redis-streams';
import { benchMessage, keyOf, type BenchMessage } from './message';
import { keepBusy, keepPace, type Consumer, type Publisher } from './sides';

const TOPIC = 'bench';
let onHandled: (sentAt: number) => void = () => undefined;

@Controller()
class BenchController {
  @StreamEvent(TOPIC, 'bench.order.placed.v1')
  placed(@Payload() message: BenchMessage): void {
    onHandled(message.sentAt);
  }
}

@Module({ controllers: [BenchController] })
class BenchModule {}

export function ourPublisher(url: string): Publisher {
  const client = new RedisStreamsClient({ url, backPressure: { maxStreamLength: 100_000_000 } });
  const send = (n: number) => {
    const data = benchMessage(n);
    return client.publish(TOPIC, { type: 'bench.order.placed.v1', key: keyOf(data), data });
  };
  return {
    burst: (count) => keepBusy(count, send),
    steady: (perSecond, seconds) => keepPace(perSecond, seconds, send),
  };
}

/** A Nest microservice with one handler, all guarantees on, defaults everywhere. */
export function ourConsumer(url: string): Consumer {
  return {
    async start(handled) {
      onHandled = handled;
      const strategy = new RedisStreamsServer({ url, group: 'bench', topics: [TOPIC] });
      const app = await NestFactory.createMicroservice(BenchModule, { strategy, logger: ['error', 'warn'] });
      await app.listen();
    },
  };
}
