import { Module } from '@nestjs/common';
import { RedisStreamsModule } from '../src';
import { Desk } from './desk';

/** A service that publishes and asks: one client for the whole application, closed with it. */
export const deskModule = (url: string) => {
  @Module({ imports: [RedisStreamsModule.forRoot({ url })], providers: [Desk], exports: [Desk] })
  class DeskModule {}
  return DeskModule;
};
