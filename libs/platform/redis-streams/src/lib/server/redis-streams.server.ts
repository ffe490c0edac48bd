import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import type { Redis } from 'ioredis';
import { BLOCK_MS, connectForCommands } from '../connect';
import { REDIS_STREAMS } from '../constants';
import { GroupConsumer, type FindHandler, type HandlingPlace, type ShardStatus } from '../consume/group-consumer';
import { EntryFacts } from '../context/entry-facts';
import { RedisStreamsContext } from '../context/redis-streams.context';
import { eventPattern } from '../decorators/stream-event.decorator';
import type { StreamEntry } from '../entry/stream-entry';
import { FilteredError } from '../errors/handler-errors';
import { ConnectionStatus, type ConnectionEvents } from '../status/connection-status';
import { followStatus } from '../status/follow-status';
import { ShardOwners } from '../status/shard-owners';
import { claimTopic } from '../topics';
import { isTraced } from '../tracing/is-traced';
import { traceEvent, traceRequest } from '../tracing/trace-handling';
import { runHandler, runHandlers } from './dispatcher';
import { QuietReporter } from './quiet-reporter';
import { RequestReader } from './request-reader';
import { RequestHandling } from './request-handling';
import { resolveServerOptions } from './resolve-server-options';
import type { ResolvedServerOptions } from './server-defaults';
import type { RedisStreamsServerOptions } from './server-options';

type StartHook = Parameters<Server['setOnProcessingStartHook']>[0];
type EndHook = Parameters<Server['setOnProcessingEndHook']>[0];
type EntryHandler = NonNullable<ReturnType<FindHandler>>;
type RunHandler = (data: unknown, context: RedisStreamsContext) => Promise<unknown>;

const SILENT_MS = 3 * BLOCK_MS;
const HIDDEN_ERRORS =
  'Nest replaced the error of an event handler by "Internal server error": retry.nonRetryable cannot see its class, nor a dead letter its reason. app.useGlobalFilters(new StreamExceptionFilter()) keeps errors as they are';
const endedEmpty = (name: string) =>
  `${name} ended without a value. If an exception filter returned EMPTY there, its message is acknowledged and lost: a filter must throw for a retry`;

/** NestJS transport on Redis Streams: requests to this service, and events of topics by consumer group. */
export class RedisStreamsServer extends Server<ConnectionEvents, ConnectionStatus> implements CustomTransportStrategy {
  override readonly transportId = REDIS_STREAMS;
  // We await each handler and retry: a failure is ours to report.
  override readonly propagatesEventHandlerErrors = true;
  private readonly options: ResolvedServerOptions;
  private readonly reporter = new QuietReporter((text) => this.logger.error(text));
  private readonly listeners: [event: string, listener: (...args: never[]) => void][] = [];
  private readonly found = new Map<string, EntryHandler | undefined>();
  private readonly moreHandlers = new Map<string, MessageHandler[]>();
  private readonly warned = new Set<string>();
  private commands: Redis | undefined;
  private requests: RequestReader[] = [];
  private handling: RequestHandling | undefined;
  private consumer: GroupConsumer | undefined;
  private owners: ShardOwners | undefined;
  private hooked = false;
  private traced = false;
  private closing: Promise<void> | undefined;

  /** Throws one clear sentence on options that cannot work. */
  constructor(options: RedisStreamsServerOptions) {
    super();
    this.options = resolveServerOptions(options);
    this.initializeSerializer({});
    this.initializeDeserializer({});
  }

  /** Calls back once: when requests and events are being read, or with the error that prevents it. */
  override async listen(callback: (error?: unknown) => void): Promise<void> {
    this.traced = isTraced();
    try {
      const commands = (this.commands = connectForCommands(this.options));
      followStatus(commands, this._status$);
      for (const [event, listener] of this.listeners) commands.on(event, listener as (...args: unknown[]) => void);
      for (const { name, shards } of this.options.topics) await claimTopic(commands, name, shards);
      const report = (error: unknown) => this.report(error);
      const handling = (this.handling = new RequestHandling(this.options, commands, (pattern, data, context) =>
        this.answer(pattern, data, context),
      ));
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

  /**
   * Drains: takes nothing new, finishes what runs within `drainMs`, acknowledges it, and hands back the rest. Nest calls this
   * again from `app.close()` of an application whose transports were drained first: then the first time counts.
   */
  override close(): Promise<void> {
    return (this.closing ??= this.drain());
  }

  private async drain(): Promise<void> {
    const { drainMs } = this.options;
    await Promise.all([...this.requests, ...(this.consumer ? [this.consumer] : [])].map((duty) => duty.stop(drainMs)));
    await this.handling?.flush();
    this._status$.next(ConnectionStatus.Disconnected);
    this.commands?.disconnect();
  }

  /** True when every reader has heard from Redis within three of its waits. Asks nobody: `troubles` also looks at owners. */
  isReady(now = Date.now()): boolean {
    const duties = [...this.requests, ...(this.consumer && this.options.topics.length > 0 ? [this.consumer] : [])];
    return duties.every((duty) => now - duty.lastSuccessAt < SILENT_MS);
  }

  /**
   * Why this process should get no traffic, in sentences; empty when it is ready: its readers hear from Redis, and every
   * shard of its topics has an owner, here or elsewhere. Rejects when Redis does not answer, and before `listen`.
   */
  async troubles(now = Date.now()): Promise<string[]> {
    const silent = this.isReady(now) ? [] : ['a reader has not heard from Redis lately'];
    this.owners ??= new ShardOwners({
      ...this.options,
      redis: this.unwrap<Redis>(),
      graceMs: 2 * this.options.leaseMs,
    });
    const orphans = await this.owners.orphans(now);
    return [...silent, ...orphans.map((place) => `nobody owns ${place} for ${this.options.group}`)];
  }

  /** Shards of ours that stand still behind a poisonous entry: somebody must look, but all else goes on. */
  get halted(): readonly ShardStatus[] {
    return this.consumer?.shards.filter((shard) => shard.halted) ?? [];
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

  /** Several handlers of one event are kept side by side, not in Nest's chain: see `runHandlers`. */
  override addHandler(pattern: unknown, callback: MessageHandler, isEventHandler = false, extras = {}): void {
    const name = this.normalizePattern(pattern as string);
    if (!isEventHandler || !this.messageHandlers.get(name)?.isEventHandler)
      return super.addHandler(pattern, callback, isEventHandler, extras);
    this.moreHandlers.set(name, [...(this.moreHandlers.get(name) ?? []), callback]);
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

  private entryHandler(name: string, first: MessageHandler): EntryHandler {
    const { group, consumer, deserializer } = this.options;
    const sayEmpty = () => this.warnOnce(endedEmpty(name));
    const more = this.moreHandlers.get(name);
    const run: RunHandler = more
      ? (data, context) => runHandlers([first, ...more], data, context, sayEmpty)
      : (data, context) => runHandler(first, data, context, sayEmpty);
    return async (entry: StreamEntry, attempt: number, { topic, stream, fence }: HandlingPlace) => {
      let data = entry.parseData();
      if (deserializer) data = (await deserializer.deserialize({ pattern: name, data }, { channel: stream })).data;
      const context = new RedisStreamsContext(new EntryFacts(entry, attempt, group, consumer, stream, fence));
      if (this.traced) return traceEvent(topic, context, () => this.dispatch(run, data, context));
      return this.dispatch(run, data, context);
    };
  }

  private dispatch(run: RunHandler, data: unknown, context: RedisStreamsContext): Promise<unknown> {
    return this.hooked ? this.runHooked(run, data, context) : run(data, context);
  }

  private report(error: unknown): void {
    if (error instanceof FilteredError && error.isAnonymous) this.warnOnce(HIDDEN_ERRORS);
    this.reporter.report(error);
  }

  private warnOnce(text: string): void {
    if (this.warned.has(text)) return;
    this.warned.add(text);
    this.logger.warn(text);
  }

  private async answer(pattern: string, data: unknown, context: RedisStreamsContext): Promise<unknown> {
    const handler = this.messageHandlers.get(pattern);
    if (!handler || handler.isEventHandler) throw this.options.errors.noHandler(pattern);
    const { deserializer } = this.options;
    const given = deserializer ? (await deserializer.deserialize({ pattern, data })).data : data;
    const run: RunHandler = (payload, place) => runHandler(handler, payload, place);
    if (this.traced) return traceRequest(context, () => this.dispatch(run, given, context));
    return this.dispatch(run, given, context);
  }

  /** Rejects with what a hook throws, too: a message must not wait for a hook that failed. */
  private runHooked(run: RunHandler, data: unknown, context: RedisStreamsContext): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const between = async (end: () => void) => {
        try {
          resolve(await run(data, context));
        } catch (error) {
          reject(error);
        } finally {
          end();
        }
      };
      Promise.resolve(this.runWithProcessingHooks(context, between)).catch(reject);
    });
  }
}
