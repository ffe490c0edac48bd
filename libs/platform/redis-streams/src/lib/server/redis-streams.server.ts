import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import type { Redis } from 'ioredis';
import { connectForCommands } from '../connect';
import { REDIS_STREAMS } from '../constants';
import { GroupConsumer, type FindHandler, type HandlingPlace } from '../consume/group-consumer';
import { EntryFacts } from '../context/entry-facts';
import { RedisStreamsContext } from '../context/redis-streams.context';
import { eventPattern } from '../decorators/stream-event.decorator';
import type { StreamEntry } from '../entry/stream-entry';
import { ConnectionStatus, type ConnectionEvents } from '../status/connection-status';
import { followStatus } from '../status/follow-status';
import { claimTopic } from '../topics';
import { runHandler } from './dispatcher';
import { QuietReporter } from './quiet-reporter';
import { RequestReader } from './request-reader';
import { RequestHandling } from './request-handling';
import { resolveServerOptions, type RedisStreamsServerOptions, type ResolvedServerOptions } from './server-options';

type StartHook = Parameters<Server['setOnProcessingStartHook']>[0];
type EndHook = Parameters<Server['setOnProcessingEndHook']>[0];
type EntryHandler = NonNullable<ReturnType<FindHandler>>;

const SILENT_MS = 10_000;

/** NestJS transport on Redis Streams: requests to this service, and events of topics by consumer group. */
export class RedisStreamsServer extends Server<ConnectionEvents, ConnectionStatus> implements CustomTransportStrategy {
  override readonly transportId = REDIS_STREAMS;
  // We await each handler and retry: a failure is ours to report.
  override readonly propagatesEventHandlerErrors = true;
  private readonly options: ResolvedServerOptions;
  private readonly reporter = new QuietReporter((text) => this.logger.error(text));
  private readonly listeners: [event: string, listener: (...args: never[]) => void][] = [];
  private readonly found = new Map<string, EntryHandler | undefined>();
  private commands: Redis | undefined;
  private requests: RequestReader[] = [];
  private consumer: GroupConsumer | undefined;
  private hooked = false;

  /** Throws one clear sentence on options that cannot work. */
  constructor(options: RedisStreamsServerOptions) {
    super();
    this.options = resolveServerOptions(options);
    this.initializeSerializer({});
    this.initializeDeserializer({});
  }

  /** Calls back once: when requests and events are being read, or with the error that prevents it. */
  override async listen(callback: (error?: unknown) => void): Promise<void> {
    try {
      const commands = (this.commands = connectForCommands(this.options));
      followStatus(commands, this._status$);
      for (const [event, listener] of this.listeners) commands.on(event, listener as (...args: unknown[]) => void);
      for (const { name, shards } of this.options.topics) await claimTopic(commands, name, shards);
      const report = (error: unknown) => this.reporter.report(error);
      const handling = new RequestHandling(this.options, commands, (pattern, data, context) =>
        this.answer(pattern, data, context),
      );
      this.requests = this.options.rpc.map(
        (service) => new RequestReader(service, commands, this.options, (entry) => handling.handle(entry), report),
      );
      this.consumer = new GroupConsumer(this.options, commands, this.findHandler, report);
      await Promise.all(this.requests.map((reader) => reader.start()));
      this.consumer.start();
      callback();
    } catch (error) {
      this.commands?.disconnect();
      callback(error);
    }
  }

  /** Drains: takes nothing new, finishes what runs within `drainMs`, acknowledges it, and hands back the rest. */
  override async close(): Promise<void> {
    const { drainMs } = this.options;
    await Promise.all([...this.requests, ...(this.consumer ? [this.consumer] : [])].map((duty) => duty.stop(drainMs)));
    this._status$.next(ConnectionStatus.Disconnected);
    this.commands?.disconnect();
  }

  /** True when every reader has heard from Redis lately and no shard of ours stands still. */
  isReady(now = Date.now()): boolean {
    const duties = [...this.requests, ...(this.consumer && this.options.topics.length > 0 ? [this.consumer] : [])];
    const halted = this.consumer?.shards.some((shard) => shard.halted) ?? false;
    return !halted && duties.every((duty) => now - duty.lastSuccessAt < SILENT_MS);
  }

  /** What this process consumes, for metrics: undefined before `listen`. */
  get consumption(): GroupConsumer | undefined {
    return this.consumer;
  }

  /** Requests that arrived after their deadline and were not executed. */
  get expiredRequests(): number {
    return this.requests.reduce((sum, reader) => sum + reader.expired, 0);
  }

  /** Listens to events of the command connection; before `listen` the listener is kept for it. */
  override on<Event extends keyof ConnectionEvents>(event: Event, listener: ConnectionEvents[Event]): void {
    this.listeners.push([event, listener]);
    this.commands?.on(event, listener as (...args: unknown[]) => void);
  }

  /** The ioredis connection that acknowledges and claims. Throws before `listen`. */
  override unwrap<T>(): T {
    if (!this.commands) throw new Error('Not initialized. Call "listen"/"startAllMicroservices" before "unwrap".');
    return this.commands as T;
  }

  override setOnProcessingStartHook(hook: StartHook): void {
    this.hooked = true;
    super.setOnProcessingStartHook(hook);
  }

  override setOnProcessingEndHook(hook: EndHook): void {
    this.hooked = true;
    super.setOnProcessingEndHook(hook);
  }

  /** Looked up once for each pattern: this is on the hot path. */
  private readonly findHandler: FindHandler = (topic, pattern) => {
    const name = eventPattern(topic, pattern);
    if (!this.found.has(name)) {
      const handler = this.messageHandlers.get(name);
      this.found.set(name, handler?.isEventHandler ? this.entryHandler(name, handler) : undefined);
    }
    return this.found.get(name);
  };

  private entryHandler(name: string, handler: MessageHandler): EntryHandler {
    const { group, consumer, deserializer } = this.options;
    return async (entry: StreamEntry, attempt: number, { stream, fence }: HandlingPlace) => {
      let data = entry.parseData();
      if (deserializer) data = (await deserializer.deserialize({ pattern: name, data }, { channel: stream })).data;
      const context = new RedisStreamsContext(new EntryFacts(entry, attempt, group, consumer, stream, fence));
      return this.hooked ? this.runHooked(handler, data, context) : runHandler(handler, data, context);
    };
  }

  private async answer(pattern: string, data: unknown, context: RedisStreamsContext): Promise<unknown> {
    const handler = this.messageHandlers.get(pattern);
    if (!handler || handler.isEventHandler) throw this.options.errors.noHandler(pattern);
    const { deserializer } = this.options;
    const given = deserializer ? (await deserializer.deserialize({ pattern, data })).data : data;
    return this.hooked ? this.runHooked(handler, given, context) : runHandler(handler, given, context);
  }

  private runHooked(handler: MessageHandler, data: unknown, context: RedisStreamsContext): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const run = async (end: () => void) => {
        try {
          resolve(await runHandler(handler, data, context));
        } catch (error) {
          reject(error);
        } finally {
          end();
        }
      };
      this.runWithProcessingHooks(context, run);
    });
  }
}
