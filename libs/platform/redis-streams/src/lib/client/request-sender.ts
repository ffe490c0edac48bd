import type { Redis } from 'ioredis';
import { REQUEST_RETENTION_MS } from '../constants';
import { keys } from '../keys';
import type { Appender } from './appender';
import type { ResolvedClientOptions } from './client-options';
import type { ReplyInbox } from './reply-inbox';

const TRIM_EVERY_MS = 5_000;

/** Sends requests, each with its deadline, and keeps the request streams short. */
export class RequestSender {
  private readonly trimmedAt = new Map<string, number>();
  private count = 0;

  constructor(
    private readonly commands: Redis,
    private readonly appender: Appender,
    private readonly inbox: ReplyInbox,
    private readonly channel: string,
    private readonly options: ResolvedClientOptions,
  ) {}

  /** `ready`: the inbox is open. The deadline runs from now on, also while it opens. */
  send(
    pattern: string,
    data: string,
    headers: Readonly<Record<string, unknown>> | undefined,
    timeoutMs: number,
    ready: Promise<void>,
  ): Promise<unknown> {
    // The channel is this client's alone, so a number tells its requests apart.
    const id = (this.count += 1).toString(36);
    const now = Date.now();
    const answer = this.inbox.expect(id, pattern, timeoutMs);
    const envelope = { ...headers, id, deadline: now + timeoutMs, replyTo: this.channel };
    const stream = keys.requests(this.options.serviceOf(pattern));
    ready
      .then(() => this.appender.append(stream, '*', ['p', pattern, 'd', data, 'h', JSON.stringify(envelope)]))
      .catch((cause: unknown) => this.inbox.abandon(id, this.options.errors.unavailable(cause)));
    this.trim(stream, now);
    return answer;
  }

  /** Requests that nobody took are of no use to anybody after their deadline. */
  private trim(stream: string, now: number): void {
    if (now - (this.trimmedAt.get(stream) ?? 0) < TRIM_EVERY_MS) return;
    this.trimmedAt.set(stream, now);
    this.commands.xtrim(stream, 'MINID', '~', now - REQUEST_RETENTION_MS).catch(() => undefined);
  }
}
