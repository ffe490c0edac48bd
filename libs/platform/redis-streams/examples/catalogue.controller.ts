import { Controller } from '@nestjs/common';
import { Ctx, MessagePattern, Payload, RpcException } from '@nestjs/microservices';
import { REDIS_STREAMS, type RedisStreamsContext } from '../src';

/** Answers what is asked of `catalogue`: `new RedisStreamsServer({ url, rpc: ['catalogue'] })`. */
@Controller()
export class CatalogueController {
  readonly lent = new Set(['b-1']);

  @MessagePattern('catalogue.is-free', REDIS_STREAMS)
  isFree(@Payload() { bookId }: { bookId: string }, @Ctx() context: RedisStreamsContext): boolean {
    if (!bookId.startsWith('b-')) throw new RpcException({ code: 'UNKNOWN_BOOK', bookId });
    // Nobody waits longer than this for what the handler asks of others.
    if (context.remainingMs() < 50) throw new RpcException('too late to look');
    return !this.lent.has(bookId);
  }
}
