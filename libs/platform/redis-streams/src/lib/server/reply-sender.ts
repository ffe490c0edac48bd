import type { Redis } from 'ioredis';

/**
 * Sends answers. Those that are ready in one turn of the event loop and go to one caller travel as one message, a JSON
 * array of texts: a command costs both sides more than the answer in it.
 */
export class ReplySender {
  private readonly waiting = new Map<string, string[]>();

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
    if (this.waiting.size === 1) setImmediate(() => this.flush());
  }

  private flush(): void {
    for (const [channel, replies] of this.waiting)
      this.redis.publish(channel, `[${replies.join(',')}]`).catch(this.onError);
    this.waiting.clear();
  }
}
