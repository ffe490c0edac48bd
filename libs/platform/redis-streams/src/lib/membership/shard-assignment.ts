import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { keys } from '../keys';
import { luaScript } from '../lua/script';
import { cutOff } from './cut-off';
import { ShardLease } from './shard-lease';

const beat = luaScript('beat');
const TICKS_PER_LEASE = 5;
const TICK_AT_MOST_MS = 1_000;

/** What is done with the shards that a process owns. */
export interface ShardDuty {
  /** The shard is ours: begin. `afterCrash`: the owner before died or fell silent, and may have left work. */
  acquired(shard: number, fence: number, afterCrash: boolean): void;
  /** The shard goes to another member: finish what runs within `drainMs`. When it resolves, the lease is given back. */
  released(shard: number, drainMs: number): Promise<void>;
  /** The lease ran out: somebody else may be at work already. */
  lost(shard: number): void;
}

export interface ShardAssignmentOptions {
  readonly redis: Redis;
  readonly topic: string;
  readonly shards: number;
  readonly group: string;
  readonly consumer: string;
  readonly leaseMs: number;
  readonly drainMs: number;
  readonly onError: (error: unknown) => void;
}

/**
 * Shares the shards of a topic among the live members of a group. Each member says every second that it lives, takes free
 * shards up to its share (shards ÷ members, rounded up), and gives one back, drained, when it has more. There is no leader:
 * leases decide, and two members that count differently for a moment only wait for each other.
 */
export class ShardAssignment {
  private readonly leases: ShardLease[];
  private readonly owned = new Set<ShardLease>();
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  /** When Redis last answered, whether or not it gave us anything. */
  lastSuccessAt = Date.now();
  members = 0;

  constructor(
    private readonly options: ShardAssignmentOptions,
    private readonly duty: ShardDuty,
  ) {
    const { redis, topic, group, consumer, leaseMs } = options;
    this.leases = Array.from(
      { length: options.shards },
      (_, shard) => new ShardLease(redis, topic, shard, group, consumer, leaseMs),
    );
  }

  /** The shards that this process may work on now. */
  get shards(): number[] {
    return [...this.owned].filter((lease) => lease.isHeld()).map(({ shard }) => shard);
  }

  isHeld(shard: number): boolean {
    return this.leases[shard]?.isHeld() ?? false;
  }

  start(): void {
    this.running = this.run();
  }

  /** Gives everything back: the others need not wait until our leases run out. */
  async stop(drainMs = this.options.drainMs): Promise<void> {
    this.stopping.abort();
    await this.running;
    const { redis, topic, group, consumer } = this.options;
    await Promise.all([...this.owned].map((lease) => this.giveBack(lease, drainMs)));
    await redis.zrem(keys.members(topic, group), consumer).catch(() => undefined);
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    const tickMs = Math.min(TICK_AT_MOST_MS, this.options.leaseMs / TICKS_PER_LEASE);
    while (!signal.aborted) {
      try {
        await this.tick();
        this.lastSuccessAt = Date.now();
      } catch (error) {
        if (!signal.aborted) this.options.onError(error);
      }
      this.dropLost();
      await delay(tickMs, undefined, { signal, ref: true }).catch(() => undefined);
    }
  }

  private async tick(): Promise<void> {
    const { redis, topic, group, consumer, leaseMs, shards, drainMs } = this.options;
    const [members] = await Promise.all([
      beat(redis, [keys.members(topic, group)], [consumer, leaseMs]),
      ...[...this.owned].map((lease) => this.renew(lease)),
    ]);
    this.members = Number(members);
    const share = Math.ceil(shards / Math.max(1, this.members));
    if (this.owned.size > share) {
      const last = [...this.owned].at(-1);
      if (last) await this.giveBack(last, drainMs);
    }
    if (this.owned.size < share) await this.takeFree(share);
  }

  private async renew(lease: ShardLease): Promise<void> {
    const { fence } = lease;
    if (!(await lease.acquire())) this.lose(lease);
    else if (lease.fence !== fence) {
      // Redis had forgotten us, and we were the first to ask again: a new ownership.
      this.lose(lease);
      this.begin(lease);
    }
  }

  private async takeFree(share: number): Promise<void> {
    // Members begin at different shards, so that they seldom ask for the same one.
    const from = Math.floor(Math.random() * this.leases.length);
    for (let step = 0; step < this.leases.length && this.owned.size < share; step += 1) {
      const lease = this.leases[(from + step) % this.leases.length] as ShardLease;
      if (this.owned.has(lease) || this.stopping.signal.aborted) continue;
      if (!(await lease.acquire())) continue;
      if (lease.crashedOwner) await cutOff(this.options.redis, lease.crashedOwner).catch(this.options.onError);
      this.begin(lease);
    }
  }

  private begin(lease: ShardLease): void {
    this.owned.add(lease);
    this.duty.acquired(lease.shard, lease.fence, lease.crashedOwner !== '');
  }

  private lose(lease: ShardLease): void {
    this.owned.delete(lease);
    this.duty.lost(lease.shard);
  }

  private dropLost(): void {
    for (const lease of this.owned) if (!lease.isHeld()) this.lose(lease);
  }

  private async giveBack(lease: ShardLease, drainMs: number): Promise<void> {
    // Draining takes time, and until it is over the shard must stay ours.
    const renewing = setInterval(
      () => void lease.acquire().catch(() => undefined),
      this.options.leaseMs / TICKS_PER_LEASE,
    );
    try {
      await this.duty.released(lease.shard, drainMs);
    } finally {
      clearInterval(renewing);
      this.owned.delete(lease);
      await lease.release();
    }
  }
}
