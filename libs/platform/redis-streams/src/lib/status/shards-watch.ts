import type { Redis } from 'ioredis';
import { inspectShards } from '../operations/inspect-shards';
import { knownTopics } from '../operations/known-topics';
import type { ShardFigures } from '../operations/shard-figures';

/** Looks at all shards when somebody asks, at most once in a few seconds, however many ask. */
export class ShardsWatch {
  private lookedAt = Number.NEGATIVE_INFINITY;
  private looking: Promise<readonly ShardFigures[]> | undefined;

  constructor(
    private readonly redis: Redis,
    private readonly keepMs = 5_000,
    private readonly now: () => number = Date.now,
  ) {}

  /** Rejects when Redis does not answer; the next one who asks looks again. */
  look(): Promise<readonly ShardFigures[]> {
    if (this.looking && this.now() - this.lookedAt < this.keepMs) return this.looking;
    this.lookedAt = this.now();
    const looking = this.inspect();
    this.looking = looking;
    looking.catch(() => {
      if (this.looking === looking) this.looking = undefined;
    });
    return looking;
  }

  private async inspect(): Promise<readonly ShardFigures[]> {
    const topics = await knownTopics(this.redis);
    return (await Promise.all(topics.map((topic) => inspectShards(this.redis, topic)))).flat();
  }
}
