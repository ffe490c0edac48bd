import type { Redis } from 'ioredis';

/**
 * Sends answers. Those that are ready in one turn of the event loop and go to one caller travel as one message, a JSON
 * array of texts: a command costs both sides more than the answer in it.
 */
export class ReplySender {
  private readonly waiting = new Map<string, string[]>();
  private readonly underWay = new Set<Promise<unknown>>();

  constructor(
    private readonly redis: Redis,
    private readonly onError: (error: unknown) => void,
  ) {}

  send(channel: string, reply: string): void {
    const replies = this.waiting.get(channel);
    if (replies) {
      replies.push(reply);
      return;
    }
    this.waiting.set(channel, [reply]);
    if (this.waiting.size === 1) setImmediate(() => this.sendWaiting());
  }

  /** Resolves when nothing that was to be sent is left: before that, the connection must stay. */
  async flush(): Promise<void> {
    this.sendWaiting();
    await Promise.all(this.underWay);
  }

  private sendWaiting(): void {
    for (const [channel, replies] of this.waiting) {
      const sent = this.redis.publish(channel, `[${replies.join(',')}]`).catch(this.onError);
      this.underWay.add(sent);
      void sent.then(() => this.underWay.delete(sent));
    }
    this.waiting.clear();
  }
}
