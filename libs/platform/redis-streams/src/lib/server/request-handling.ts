import { Logger } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { RedisStreamsContext } from '../context/redis-streams.context';
import type { StreamEntry } from '../entry/stream-entry';
import { keys } from '../keys';
import { ReplySender } from './reply-sender';
import type { ResolvedServerOptions } from './server-defaults';

type Answer = (pattern: string, data: unknown, context: RedisStreamsContext) => Promise<unknown>;

/** Executes requests and answers them. */
export class RequestHandling {
  private readonly logger = new Logger('RedisStreams');
  private readonly replies: ReplySender;

  constructor(
    private readonly options: ResolvedServerOptions,
    commands: Redis,
    private readonly answer: Answer,
  ) {
    this.replies = new ReplySender(commands, (error) => this.logger.warn(`a reply was not sent: ${String(error)}`));
  }

  /** Nobody waits for an expired request: it is not executed. */
  async handle(entry: StreamEntry): Promise<'done' | 'expired'> {
    const { id, deadline, replyTo } = entry.headers as { id: string; deadline: number; replyTo: string };
    if (Date.now() >= deadline) return 'expired';
    const context = new RedisStreamsContext({
      stream: keys.requests(entry.pattern.split('.')[0] as string),
      id: entry.id,
      group: 'rpc',
      pattern: entry.pattern,
      key: '',
      attempt: 1,
      headers: entry.headers,
      deadline,
    });
    this.replies.send(replyTo, await this.reply(id, entry, context));
    return 'done';
  }

  /** Resolves when every answer has left. */
  async flush(): Promise<void> {
    await this.replies.flush();
  }

  private async reply(id: string, entry: StreamEntry, context: RedisStreamsContext): Promise<string> {
    const { errors, serializer } = this.options;
    try {
      const result = await this.answer(entry.pattern, entry.parseData(), context);
      return JSON.stringify({ id, r: serializer ? serializer.serialize(result) : result });
    } catch (error) {
      if (errors.isDefect(error)) this.logger.error(error instanceof Error ? (error.stack ?? error.message) : error);
      return JSON.stringify({ id, e: errors.toWire(error) });
    }
  }
}
