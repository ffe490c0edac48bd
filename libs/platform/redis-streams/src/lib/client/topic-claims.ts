import type { Redis } from 'ioredis';
import { claimTopic } from '../topics';

/** The topics whose shards a publisher counts as everybody does: asked once for each of them and each connection. */
export class TopicClaims {
  private readonly known = new Set<string>();
  private readonly asking = new Map<string, Promise<void>>();

  constructor(
    private readonly redis: Redis,
    private readonly shardsOf: (topic: string) => number,
  ) {
    // Whoever answers next may be a Redis that has lost its memory.
    redis.on('close', () => this.known.clear());
  }

  /** Undefined when the topic is known; else resolves when it is. Rejects with ShardCountError, or with what Redis says. */
  confirm(topic: string): Promise<void> | undefined {
    if (this.known.has(topic)) return undefined;
    return this.asking.get(topic) ?? this.ask(topic);
  }

  private ask(topic: string): Promise<void> {
    const answer = claimTopic(this.redis, topic, this.shardsOf(topic));
    this.asking.set(topic, answer);
    answer.then(
      // Not before all who wait have gone on, in their order: somebody might pass them.
      () => setImmediate(() => this.settle(topic, true)),
      () => this.settle(topic, false),
    );
    return answer;
  }

  private settle(topic: string, known: boolean): void {
    this.asking.delete(topic);
    if (known) this.known.add(topic);
  }
}
