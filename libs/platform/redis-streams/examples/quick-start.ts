import { Controller, Module, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  RedisStreamsServer,
  runMicroservice,
  StreamEvent,
  StreamExceptionFilter,
  type RedisStreamsContext,
} from '../src';

/** What the sample's handler has done, for its spec. */
export const reminded: string[] = [];
const remind = async (messageId: string, loanId: string) => void reminded.push(`${loanId} by ${messageId}`);

@Controller()
class Reminders {
  // Resolve: acknowledged. Throw: tried again. An event may come twice: be idempotent by `id`.
  @StreamEvent('lending', 'loan.started.v1')
  async started(@Payload() loan: { loanId: string }, @Ctx() { id }: RedisStreamsContext): Promise<void> {
    await remind(id, loan.loanId);
  }
}
@Module({ controllers: [Reminders] })
class RemindersModule {}

export async function quickStart(url: string): Promise<INestMicroservice> {
  const strategy = new RedisStreamsServer({ url, group: 'reminders', topics: ['lending'] });
  const app = await NestFactory.createMicroservice(RemindersModule, { strategy });
  app.useGlobalFilters(new StreamExceptionFilter());
  await runMicroservice(app); // listens; SIGTERM drains
  return app;
}
