import { toProblem, UnavailableError } from '@mercury/platform/errors';
import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import type { Redis } from 'ioredis';
import { lastValueFrom, type Observable } from 'rxjs';
import { REDIS_STREAMS } from '../constants';
import { RedisStreamsContext } from '../context/redis-streams.context';
import { connectForCommands } from '../redis-options';
import { keys } from '../keys';
import type { StreamEntry } from '../stream-entry';
import { EventConsumer } from './event-consumer';
import { RequestReader } from './requests';
import { resolveServerOptions, type RedisStreamsServerOptions } from './server-options';

/** NestJS transport on Redis Streams: requests to this service, and events of topics by consumer group. */
export class RedisStreamsServer extends Server implements CustomTransportStrategy {
  override readonly transportId = REDIS_STREAMS;
  // Our handleEvent awaits the handler and retries: a failure is ours to report.
  override readonly propagatesEventHandlerErrors = true;
  private readonly options: ReturnType<typeof resolveServerOptions>;
  private commands: Redis | undefined;
  private requests: RequestReader[] = [];
  private events: EventConsumer[] = [];

  constructor(options: RedisStreamsServerOptions) {
    super();
    this.options = resolveServerOptions(options);
    this.initializeSerializer({});
    this.initializeDeserializer({});
  }

  override async listen(callback: (error?: unknown) => void): Promise<void> {
    try {
      const commands = (this.commands = connectForCommands(this.options));
      commands.on('error', () => undefined);
      const report = (error: unknown) => this.logger.error(error);
      this.requests = this.options.rpc.map(
        (service) =>
          new RequestReader(
            service,
            commands,
            this.options,
            this.options.requestConcurrency,
            (entry) => this.handleRequestEntry(entry),
            report,
          ),
      );
      const patterns = new Set(
        [...this.messageHandlers].filter(([, handler]) => handler.isEventHandler).map(([pattern]) => pattern),
      );
      this.events = this.options.topics.map(
        (topic) =>
          new EventConsumer(
            topic,
            this.options,
            commands,
            patterns,
            (pattern, data, context) => this.dispatch(pattern, data, context),
            report,
          ),
      );
      await Promise.all([...this.requests, ...this.events].map((duty) => duty.start()));
      callback();
    } catch (error) {
      callback(error);
    }
  }

  /** Drains: takes nothing new, finishes what runs, hands back the rest. */
  override async close(): Promise<void> {
    await Promise.all([...this.requests, ...this.events].map((duty) => duty.stop(this.options.drainMs)));
    this.commands?.disconnect();
  }

  /** True when every reader has heard from Redis lately. */
  isReady(now = Date.now()): boolean {
    return [...this.requests, ...this.events].every((duty) => now - duty.lastSuccessAt < 10_000);
  }

  override on(): void {
    // Connection events are not exposed; readiness is, by isReady().
  }

  override unwrap<T>(): T {
    if (!this.commands) throw new Error('the transport does not listen yet');
    return this.commands as T;
  }

  private async handleRequestEntry(entry: StreamEntry): Promise<void> {
    const { id, deadline, replyTo } = entry.headers as { id: string; deadline: number; replyTo: string };
    if (Date.now() >= deadline) return;
    const facts = {
      stream: keys.requests(entry.pattern.split('.')[0] as string),
      id: entry.id,
      group: 'rpc',
      attempt: 1,
      headers: entry.headers,
      deadline,
    };
    const reply = await this.answer(entry, new RedisStreamsContext(facts)).then(
      (r) => ({ id, r }),
      (error: unknown) => {
        const problem = toProblem(error);
        if (problem.status >= 500) this.logger.error(error instanceof Error ? (error.stack ?? error.message) : error);
        return { id, e: problem };
      },
    );
    await this.commands?.publish(replyTo, JSON.stringify(reply));
  }

  private async answer(entry: StreamEntry, context: RedisStreamsContext): Promise<unknown> {
    const handler = this.getHandlerByPattern(entry.pattern);
    if (!handler || handler.isEventHandler)
      throw new UnavailableError('request.no_handler', { retryable: false, data: { pattern: entry.pattern } });
    return this.dispatch(entry.pattern, JSON.parse(entry.data), context);
  }

  /** Runs a handler to its end, inside Nest's processing hooks. An empty observable counts as done. */
  private dispatch(pattern: string, data: unknown, context: RedisStreamsContext): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const run = async (end: () => void) => {
        try {
          const result: unknown = await this.getHandlerByPattern(pattern)?.(data, context);
          const stream = this.transformToObservable(result) as Observable<unknown>;
          resolve(await lastValueFrom(stream, { defaultValue: undefined }));
        } catch (error) {
          reject(error);
        } finally {
          end();
        }
      };
      if (typeof this.onProcessingStartHook === 'function') this.runWithProcessingHooks(context, run);
      else void run(() => undefined);
    });
  }
}
