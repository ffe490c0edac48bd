import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { RedisStreamsServer, runMicroservice, StreamExceptionFilter } from '../src';
import { Reminders } from './reminders';
import { RemindersController } from './reminders.controller';

@Module({ controllers: [RemindersController], providers: [Reminders] })
class RemindersModule {}

export async function main(url: string) {
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(RemindersModule, {
    strategy: new RedisStreamsServer({ url, group: 'reminders', topics: ['lending'] }),
  });
  app.useGlobalFilters(new StreamExceptionFilter());
  await runMicroservice(app); // listens; SIGTERM drains
  return app;
}
