import type { Redis } from 'ioredis';
import { keys } from '../keys';
import { luaScript } from '../lua/script';

const acquire = luaScript('acquire-lease');
const release = luaScript('release-lease');

/**
 * Who may read a shard for a group: one owner at a time, with a fence number that grows at each change of owner. The lease
 * is valid by our own clock for less long than Redis keeps it, since it counts from before the question was sent.
 */
export class ShardLease {
  private renewedAt = 0;
  fence = 0;
  /** The owner before us, when it did not give the shard back: it died, or is frozen and may wake up. */
  crashedOwner = '';

  constructor(
    private readonly redis: Redis,
    private readonly topic: string,
    readonly shard: number,
    private readonly group: string,
    private readonly consumer: string,
    private readonly leaseMs: number,
  ) {}

  /** Takes the lease if it is free, or keeps it. Resolves to whether it is ours. */
  async acquire(): Promise<boolean> {
    const asked = Date.now();
    const [fence, crashed] = (await acquire(this.redis, this.names.slice(0, 2), [this.consumer, this.leaseMs])) as [
      number,
      string,
    ];
    // A lease that was lost and won again is another ownership, with another fence.
    if (fence !== this.fence) this.crashedOwner = crashed;
    this.fence = fence;
    this.renewedAt = fence > 0 ? asked : 0;
    return fence > 0;
  }

  /** False once the lease may have passed to somebody else: whoever reads must stop. */
  isHeld(now = Date.now()): boolean {
    return this.fence > 0 && now - this.renewedAt < this.leaseMs;
  }

  /** Gives it back, so that the next owner need not wait. Never rejects: an unreachable Redis lets it run out. */
  async release(): Promise<void> {
    this.fence = 0;
    await release(this.redis, this.names, [this.consumer, this.group]).catch(() => undefined);
  }

  private get names(): string[] {
    const { topic, shard, group } = this;
    return [keys.lease(topic, shard, group), keys.owner(topic, shard, group), keys.stream(topic, shard)];
  }
}
