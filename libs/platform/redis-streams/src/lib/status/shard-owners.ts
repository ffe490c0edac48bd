import type { Redis } from 'ioredis';
import { keys } from '../keys';

export interface ShardOwnersOptions {
  readonly redis: Redis;
  readonly group: string;
  readonly topics: readonly { readonly name: string; readonly shards: number }[];
  /** How long a shard may be without an owner: longer than a lease, since a dead owner's must lapse first. */
  readonly graceMs: number;
}

/** Looks whether every shard of a group has an owner, in whatever process. */
export class ShardOwners {
  private readonly orphanSince = new Map<string, number>();

  constructor(private readonly options: ShardOwnersOptions) {}

  /** The shards that have had no owner for longer than the grace: `commerce shard 3`. Rejects when Redis does not answer. */
  async orphans(now = Date.now()): Promise<string[]> {
    const { redis, group, topics, graceMs } = this.options;
    const places = topics.flatMap(({ name, shards }) =>
      Array.from({ length: shards }, (_, shard) => ({ name, shard })),
    );
    const owners = await Promise.all(places.map(({ name, shard }) => redis.get(keys.lease(name, shard, group))));
    const orphans: string[] = [];
    for (const [at, { name, shard }] of places.entries()) {
      const place = `${name} shard ${shard}`;
      if (owners[at] !== null) {
        this.orphanSince.delete(place);
        continue;
      }
      const since = this.orphanSince.get(place) ?? now;
      this.orphanSince.set(place, since);
      if (now - since >= graceMs) orphans.push(place);
    }
    return orphans;
  }
}
