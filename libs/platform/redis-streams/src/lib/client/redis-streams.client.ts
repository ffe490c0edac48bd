import { randomUUID } from 'node:crypto';
import { UnavailableError } from '@mercury/platform/errors';
import { ClientProxy, type ReadPacket, type WritePacket } from '@nestjs/microservices';
import type { Redis } from 'ioredis';
import { from, type Observable } from 'rxjs';
import { DEFAULT_SHARDS, REQUEST_RETENTION_MS } from '../constants';
import { keys } from '../keys';
import { connectForCommands, connectForReading } from '../redis-options';
import { shardOf } from '../shard-of';
import { ReplyInbox } from './reply-inbox';

export interface RedisStreamsClientOptions {
  readonly url: string;
  /** Which service answers a pattern. Default: its first segment (`catalog.get-product` → `catalog`). */
  readonly serviceOf?: (pattern: string) => string;
  /** Shards of a topic, where it is not the default of 8. */
  readonly shards?: Readonly<Record<string, number>>;
  /** Added to every request's headers: correlation id, traceparent. */
  readonly headers?: () => Record<string, unknown>;
}

export interface CallOptions {
  /** Mandatory: every wait has an end. Travels with the request; an expired one is not executed. */
  readonly timeoutMs: number;
  readonly headers?: Readonly<Record<string, unknown>>;
}

/** What `publish` appends. `position` makes the entry id, and a repeated position is refused as a duplicate. */
export interface PublishedMessage {
  readonly type: string;
  readonly key: string;
  readonly data: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly position?: number;
}

/** Requests to other services, and events onto topics. */
export class RedisStreamsClient extends ClientProxy {
  private readonly commands: Redis;
  private readonly inbox: ReplyInbox;
  private readonly channel = keys.replies(randomUUID());
  private opening: Promise<void> | undefined;

  constructor(private readonly options: RedisStreamsClientOptions) {
    super();
    this.commands = connectForCommands(options);
    this.inbox = new ReplyInbox(connectForReading(options), this.channel);
    // ioredis reconnects by itself; without a listener it would print every failed attempt.
    this.commands.on('error', () => undefined);
  }

  override async connect(): Promise<void> {
    this.opening ??= this.inbox.open();
    await this.opening;
  }

  /**
   * Sends a request and resolves to its answer. Rejects with the remote DomainError, with DeadlineExceededError when no
   * answer came in time (the command may have happened: repeat it with the same id), with UnavailableError when Redis is away.
   */
  async call<Result>(pattern: string, data: unknown, { timeoutMs, headers }: CallOptions): Promise<Result> {
    await this.connect();
    const id = randomUUID();
    const deadline = Date.now() + timeoutMs;
    const answer = this.inbox.expect(id, pattern, timeoutMs);
    const envelope = JSON.stringify({ ...this.options.headers?.(), ...headers, id, deadline, replyTo: this.channel });
    const service = this.options.serviceOf?.(pattern) ?? (pattern.split('.')[0] as string);
    const oldest = String(Date.now() - REQUEST_RETENTION_MS);
    this.commands
      .xadd(
        keys.requests(service),
        'MINID',
        '~',
        oldest,
        '*',
        'p',
        pattern,
        'd',
        JSON.stringify(data ?? null),
        'h',
        envelope,
      )
      .catch((cause: unknown) => this.inbox.abandon(id, new UnavailableError('request.redis_unavailable', { cause })));
    return answer as Promise<Result>;
  }

  /** `call` as Nest's users know it. The deadline is mandatory here too. */
  override send<Result = unknown>(pattern: string, data: unknown, options?: CallOptions): Observable<Result> {
    if (!options) throw new Error('send() needs { timeoutMs }: every wait has a deadline');
    return from(this.call<Result>(pattern, data, options));
  }

  /** Appends to a topic's shard. Resolves to the entry id, or null when the position was there already. */
  async publishEvent(topic: string, message: PublishedMessage): Promise<string | null> {
    const shard = shardOf(message.key, this.options.shards?.[topic] ?? DEFAULT_SHARDS);
    const id = message.position === undefined ? '*' : `${message.position}-0`;
    const headers = JSON.stringify({ ...this.options.headers?.(), ...message.headers });
    const fields = ['k', message.key, 'p', message.type, 'd', JSON.stringify(message.data), 'h', headers];
    try {
      return await this.commands.xadd(keys.stream(topic, shard), id, ...fields);
    } catch (error) {
      if (error instanceof Error && error.message.includes('equal or smaller than the target stream top item'))
        return null;
      throw error;
    }
  }

  override unwrap<T>(): T {
    return this.commands as T;
  }

  override close(): void {
    this.inbox.close();
    this.commands.disconnect();
  }

  protected override publish(_packet: ReadPacket, callback: (packet: WritePacket) => void): () => void {
    callback({ err: new Error('use call(): requests have a deadline') });
    return () => undefined;
  }

  protected override async dispatchEvent<T>(packet: ReadPacket): Promise<T> {
    const [topic = '', type = ''] = this.normalizePattern(packet.pattern).split('/');
    const { key, ...data } = packet.data as { key: string };
    return (await this.publishEvent(topic, { type, key, data })) as T;
  }
}
