import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { ClientProxy, type ReadPacket, type WritePacket } from '@nestjs/microservices';
import type { Redis } from 'ioredis';
import { defer, from, type Observable } from 'rxjs';
import { connectForCommands, connectForSubscribing } from '../connect';
import { LONGEST_WAIT_MS } from '../constants';
import { OptionsError } from '../errors/options-error';
import { PublisherPausedError, TransportError } from '../errors/transport-errors';
import { keys } from '../keys';
import { shardOf } from '../shard-of';
import { ConnectionStatus, type ConnectionEvents } from '../status/connection-status';
import { followStatus } from '../status/follow-status';
import { isTraced } from '../tracing/is-traced';
import { traceCall, tracePublish } from '../tracing/trace-sending';
import { Appender, type AppendCounters } from './appender';
import { BackPressure } from './back-pressure';
import { resolveClientOptions, type RedisStreamsClientOptions, type ResolvedClientOptions } from './client-options';
import { ReplyInbox } from './reply-inbox';
import { RequestSender } from './request-sender';
import { StreamRecord } from './stream-record';
import { TopicClaims } from './topic-claims';

export interface CallOptions {
  /** Mandatory: every wait has an end, in 2,147,483,647 ms at most. Travels with the request; an expired one is not executed. */
  readonly timeoutMs: number;
  readonly headers?: Readonly<Record<string, unknown>>;
}

/** Event types of each topic with their data, for a client that knows them: `{ orders: { 'order.placed.v1': Placed } }`. */
export type EventMap = Record<string, Record<string, unknown>>;

/**
 * What `publish` appends. `position` makes the entry id, and a repeated position is refused as a duplicate. Those of a shard
 * ascend, and each is published after the one before was answered.
 */
export interface PublishedMessage<Type extends string = string, Data = unknown> {
  readonly type: Type;
  /** Entries with one key are handled in order. */
  readonly key: string;
  readonly data: Data;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly position?: number | string;
}

type MessageHeaders = Readonly<Record<string, unknown>> | undefined;

const NEEDS_DEADLINE = 'send() needs { timeoutMs }: every wait has a deadline';

/** Requests to other services, and events onto topics. */
export class RedisStreamsClient<Events extends EventMap = EventMap> extends ClientProxy<
  ConnectionEvents,
  ConnectionStatus
> {
  private readonly logger = new Logger('RedisStreams');
  private readonly options: ResolvedClientOptions;
  private readonly commands: Redis;
  private readonly inbox: ReplyInbox;
  private readonly appender: Appender;
  private readonly pressure: BackPressure;
  private readonly topics: TopicClaims;
  private readonly requests: RequestSender;
  private readonly traced = isTraced();
  private opening: Promise<void> | undefined;

  /** Connects in the background. Throws one clear sentence on options that cannot work. */
  constructor(options: RedisStreamsClientOptions) {
    super();
    this.options = resolveClientOptions(options);
    const channel = keys.replies(randomUUID());
    this.commands = connectForCommands(options);
    followStatus(this.commands, this._status$);
    this.inbox = new ReplyInbox(connectForSubscribing(options), channel, this.options.errors);
    this.pressure = new BackPressure(this.commands, this.options);
    this.topics = new TopicClaims(this.commands, this.options.shardsOf);
    this.appender = new Appender(this.commands, (stream, length) => this.pressure.noteLength(stream, length));
    this.requests = new RequestSender(this.commands, this.appender, this.inbox, channel, this.options);
  }

  override async connect(): Promise<void> {
    this.opening ??= this.inbox.open().catch((error: unknown) => {
      this.opening = undefined;
      throw error;
    });
    await this.opening;
  }

  /**
   * Sends a request and resolves to its answer. Rejects with the remote error as the codec brings it back; with a timeout
   * when no answer came (the command may have happened: repeat it with the same id); with "unavailable" when Redis is away;
   * with OptionsError when `timeoutMs` is no number that a timer can wait for.
   */
  call<Result>(pattern: string, data: unknown, { timeoutMs, headers }: CallOptions): Promise<Result> {
    if (!(timeoutMs <= LONGEST_WAIT_MS))
      return Promise.reject(
        new OptionsError('call', [`timeoutMs must be at most ${LONGEST_WAIT_MS}, not ${timeoutMs}`]),
      );
    const send = (all: MessageHeaders) =>
      this.requests.send(pattern, this.payload(pattern, data), all, timeoutMs, this.connect()) as Promise<Result>;
    const all = this.headersOf(pattern, data, headers);
    return this.traced ? traceCall(pattern, all, send) : send(all);
  }

  /** `call` as Nest's users know it: sent anew for each subscriber. The deadline is mandatory here too. */
  override send<Result = unknown>(pattern: string, data: unknown, options: CallOptions): Observable<Result>;
  /** @deprecated Throws: every wait needs a deadline. */
  override send(pattern: unknown, data: unknown): never;
  override send(pattern: unknown, data: unknown, options?: CallOptions): Observable<unknown> {
    if (!options) throw new Error(NEEDS_DEADLINE);
    return defer(() => this.call(String(pattern), data, options));
  }

  /**
   * `publish` as Nest's users know it: `emit('topic/type', new StreamRecord(data, { key }))`. Sent at once, whether anybody
   * watches or not; a late subscriber gets the entry id too. Nobody need watch: a failure is logged here.
   */
  override emit<Result = string | null>(pattern: string, data: unknown): Observable<Result> {
    const sent = this.dispatchEvent<Result>({ pattern, data });
    // Logged already; without a subscriber it would end the process.
    sent.catch(() => undefined);
    return from(sent);
  }

  /**
   * Appends to the shard of the key. Resolves to the entry id, or to null when the position was there already. Rejects
   * - with PositionPassedError when it is not there and a later one is, so that it cannot be appended any more;
   * - with PublisherPausedError when the shard stays too long, or Redis too full;
   * - with ShardCountError when the topic was created with another number of shards;
   * - with "unavailable" when Redis did not answer. The entry may be in the stream then: only a `position` makes a repeated
   *   publish safe.
   */
  override publish<Topic extends keyof Events & string, Type extends keyof Events[Topic] & string>(
    topic: Topic,
    message: PublishedMessage<Type, Events[Topic][Type]>,
  ): Promise<string | null>;
  override publish(packet: ReadPacket, callback: (packet: WritePacket) => void): () => void;
  override publish(first: string | ReadPacket, second: unknown): Promise<string | null> | (() => void) {
    if (typeof first === 'string') return this.publishMessage(first, second as PublishedMessage);
    const callback = second as (packet: WritePacket) => void;
    callback({ err: new Error(NEEDS_DEADLINE) });
    return () => undefined;
  }

  /** Why publishing waits now, by stream or `memory`; empty when it flows. */
  get pauses(): ReadonlyMap<string, string> {
    return this.pressure.pauses;
  }

  /** What has become of what was sent to each stream, since the process began. */
  get appended(): ReadonlyMap<string, AppendCounters> {
    return this.appender.counted;
  }

  /** Answers that came after their deadline, and were dropped. */
  get lateReplies(): number {
    return this.inbox.lateReplies;
  }

  override on<Event extends keyof ConnectionEvents>(event: Event, listener: ConnectionEvents[Event]): void {
    this.commands.on(event, listener as (...args: unknown[]) => void);
  }

  /** The ioredis connection for commands. */
  override unwrap<T>(): T {
    return this.commands as T;
  }

  override close(): void {
    this.pressure.close();
    this.inbox.close();
    this.commands.disconnect();
    this._status$.next(ConnectionStatus.Disconnected);
  }

  protected override async dispatchEvent<T>(packet: ReadPacket): Promise<T> {
    const pattern = this.normalizePattern(packet.pattern);
    const slash = pattern.indexOf('/');
    const record = packet.data instanceof StreamRecord ? packet.data : new StreamRecord(packet.data, { key: '' });
    try {
      if (slash < 1) throw new Error('an event is emitted to "topic/type"');
      const message = { type: pattern.slice(slash + 1), data: record.data, ...record.options };
      return (await this.publishMessage(pattern.slice(0, slash), message)) as T;
    } catch (error) {
      this.logger.error(`${pattern} was not published: ${String(error)}`);
      throw error;
    }
  }

  private publishMessage(topic: string, message: PublishedMessage): Promise<string | null> {
    const { type, data } = message;
    const headers = this.headersOf(`${topic}/${type}`, data, message.headers);
    if (!this.traced) return this.appendMessage(topic, message, headers);
    return tracePublish(topic, type, headers, (traced) => this.appendMessage(topic, message, traced));
  }

  private appendMessage(topic: string, message: PublishedMessage, headers: MessageHeaders): Promise<string | null> {
    const { type, key, data, position } = message;
    const stream = keys.stream(topic, shardOf(key, this.options.shardsOf(topic)));
    const fields = ['k', key, 'p', type, 'd', this.payload(type, data)];
    if (headers) fields.push('h', JSON.stringify(headers));
    const id = position === undefined ? '*' : `${position}-0`;
    // Undefined on the hot path: a topic that is known costs nothing more.
    const unsure = this.topics.confirm(topic);
    if (!unsure) return this.admit(stream, id, fields);
    return unsure.then(
      () => this.admit(stream, id, fields),
      (cause: unknown) => this.refuse(cause),
    );
  }

  private admit(stream: string, id: string, fields: readonly string[]): Promise<string | null> {
    const paused = this.pressure.admit(stream);
    return paused ? paused.then(() => this.append(stream, id, fields)) : this.append(stream, id, fields);
  }

  private append(stream: string, id: string, fields: readonly string[]): Promise<string | null> {
    if (this.appender.outstanding >= this.options.maxOutstanding)
      return Promise.reject(new PublisherPausedError(`${this.appender.outstanding} messages are on their way already`));
    return this.appender.append(stream, id, fields).catch((cause: unknown) => this.refuse(cause));
  }

  /** Errors of the transport's own say more than "unavailable". */
  private refuse(cause: unknown): never {
    throw cause instanceof TransportError ? cause : this.options.errors.unavailable(cause);
  }

  private payload(pattern: string, data: unknown): string {
    const { serializer } = this.options;
    const sent = serializer ? (serializer.serialize({ pattern, data }) as ReadPacket).data : data;
    return JSON.stringify(sent ?? null);
  }

  /** Undefined when there is nothing to say: most events of the store carry theirs in `message.headers` alone. */
  private headersOf(pattern: string, data: unknown, own: MessageHeaders): MessageHeaders {
    const general = this.options.headers?.();
    const metadata = this.onDispatchHook ? this.createPacket(pattern, data).metadata : undefined;
    if (!general && !metadata) return own;
    return { ...general, ...(metadata as object | undefined), ...own };
  }
}
