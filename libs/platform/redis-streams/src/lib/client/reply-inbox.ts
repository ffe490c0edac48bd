import type { Redis } from 'ioredis';
import type { ErrorCodec } from '../errors/error-codec';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly timer: NodeJS.Timeout;
}

const LISTEN_AGAIN_MS = 2_000;

/** What a server answers: `r` the result, or `e` the error as its codec wrote it. */
export interface ReplyMessage {
  readonly id: string;
  readonly r?: unknown;
  readonly e?: unknown;
}

/**
 * Where a client's answers arrive. Replies go over publish/subscribe: nobody needs an answer that its caller no longer
 * waits for, so nothing about them is worth storing, and a lost one ends in the deadline like a slow one.
 */
export class ReplyInbox {
  private readonly waiting = new Map<string, Waiting>();
  private readonly listening: NodeJS.Timeout;
  /** Answers that came after their deadline. */
  lateReplies = 0;

  constructor(
    private readonly subscriber: Redis,
    private readonly channel: string,
    private readonly errors: ErrorCodec,
  ) {
    subscriber.on('message', (_channel: string, text: string) => this.receive(text));
    const subscribeAgain = () => void this.open().catch(() => undefined);
    subscriber.on('ready', subscribeAgain);
    // A subscriber owes and is owed nothing, so a dead connection looks like a quiet one: it has to answer now and then.
    this.listening = setInterval(subscribeAgain, LISTEN_AGAIN_MS).unref();
  }

  /** Resolves when answers can arrive. Rejects when Redis cannot be reached now; a later call may succeed. */
  async open(): Promise<void> {
    await this.subscriber.subscribe(this.channel);
  }

  /** Waits for the answer to request `id`; rejects after `timeoutMs`. */
  expect(id: string, pattern: string, timeoutMs: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(id);
        reject(this.errors.timeout(pattern, timeoutMs));
      }, timeoutMs);
      this.waiting.set(id, { resolve, reject, timer });
    });
  }

  /** Stops waiting, with an error that says why. */
  abandon(id: string, error: unknown): void {
    this.settle(id)?.reject(error);
  }

  close(): void {
    clearInterval(this.listening);
    for (const id of [...this.waiting.keys()])
      this.abandon(id, this.errors.unavailable(new Error('the client was closed')));
    this.subscriber.disconnect();
  }

  private receive(text: string): void {
    for (const reply of JSON.parse(text) as ReplyMessage[]) {
      const waiting = this.settle(reply.id);
      if (!waiting) this.lateReplies += 1;
      else if (reply.e === undefined) waiting.resolve(reply.r);
      else waiting.reject(this.errors.fromWire(reply.e));
    }
  }

  private settle(id: string): Waiting | undefined {
    const waiting = this.waiting.get(id);
    if (waiting) clearTimeout(waiting.timer);
    this.waiting.delete(id);
    return waiting;
  }
}
