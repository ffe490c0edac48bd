import type { Redis } from 'ioredis';
import { keys } from '../keys';
import { luaScript } from '../lua/script';

const acquire = luaScript('acquire-lease');
const release = luaScript('release-lease');

/** Who may read a shard for a group: one owner at a time, with a fence number that grows at each change of owner. */
export class ShardLease {
  private renewedAt = 0;
  private fence = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly redis: Redis,
    private readonly topic: string,
    private readonly shard: number,
    private readonly group: string,
    private readonly owner: string,
    private readonly leaseMs: number,
  ) {}

  /** Tries to become the owner. Resolves to the fence, or 0. While owned, the lease renews itself. */
  async acquire(): Promise<number> {
    this.fence = await this.renew();
    if (this.fence > 0 && !this.timer) {
      this.timer = setInterval(
        () =>
          void this.renew().then(
            (fence) => (this.fence = fence),
            () => undefined,
          ),
        this.leaseMs / 3,
      );
      this.timer.unref();
    }
    return this.fence;
  }

  /** False once the lease may have passed to somebody else: whoever reads must stop. */
  isHeld(now = Date.now()): boolean {
    return this.fence > 0 && now - this.renewedAt < this.leaseMs;
  }

  async release(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    this.fence = 0;
    await release(this.redis, [keys.lease(this.topic, this.shard, this.group)], [this.owner]).catch(() => undefined);
  }

  private async renew(): Promise<number> {
    const asked = Date.now();
    const names = [keys.lease(this.topic, this.shard, this.group), keys.fence(this.topic, this.shard, this.group)];
    const fence = Number(await acquire(this.redis, names, [this.owner, this.leaseMs]));
    if (fence > 0) this.renewedAt = asked;
    return fence;
  }
}
