import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { REDIS_STREAMS, RedisStreamsClient, RedisStreamsServer } from '@mercury/platform/redis-streams';
import { benchMessage, monotonicMs, type BenchMessage } from './message';
import { keepBusy } from './sides';

@Controller()
class QuoteController {
  @MessagePattern('bench.quote', REDIS_STREAMS)
  quote(@Payload() { orderId, totalMinor }: BenchMessage): { orderId: string; totalMinor: number } {
    return { orderId, totalMinor };
  }
}

@Module({ controllers: [QuoteController] })
class QuoteModule {}

export async function serveQuotes(url: string): Promise<void> {
  const strategy = new RedisStreamsServer({ url, rpc: ['bench'], requestConcurrency: 256 });
  const app = await NestFactory.createMicroservice(QuoteModule, { strategy, logger: ['error', 'warn'] });
  await app.listen();
}

/** 256 calls in flight. Resolves to the time that each took, in milliseconds. */
export async function askForQuotes(url: string): Promise<(count: number) => Promise<number[]>> {
  const client = new RedisStreamsClient({ url });
  await client.connect();
  return async (count) => {
    const took: number[] = [];
    await keepBusy(count, async (n) => {
      const startedAt = monotonicMs();
      await client.call('bench.quote', benchMessage(n), { timeoutMs: 30_000 });
      took.push(monotonicMs() - startedAt);
    });
    return took;
  };
}
