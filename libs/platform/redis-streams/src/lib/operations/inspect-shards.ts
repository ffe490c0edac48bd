import type { Redis } from 'ioredis';
import { parseEntry, type RawEntry } from '../entry/stream-entry';
import { entryTime } from '../entry/entry-time';
import { keys } from '../keys';
import { luaScript } from '../lua/script';
import type { KnownTopic } from './known-topics';
import { answers, flatPairs } from './redis-replies';
import type { GroupFigures, ShardFigures } from './shard-figures';

const countAfter = luaScript('count-after');

export interface InspectOptions {
  /** Only this group. Default: all. */
  readonly group?: string;
  /** How far a lag is counted that Redis does not know. Default 1,000 entries. */
  readonly countAtMost?: number;
  readonly now?: () => number;
}

/**
 * Looks at every shard of a topic and every group in it: two pipelines a shard, whatever is in the streams. Rejects when
 * Redis does not answer.
 */
export async function inspectShards(
  redis: Redis,
  topic: KnownTopic,
  options: InspectOptions = {},
): Promise<ShardFigures[]> {
  const shards = Array.from({ length: topic.shards }, (_, shard) => shard);
  return Promise.all(shards.map((shard) => inspectShard(redis, topic.name, shard, options)));
}

async function inspectShard(
  redis: Redis,
  topic: string,
  shard: number,
  options: InspectOptions,
): Promise<ShardFigures> {
  const stream = keys.stream(topic, shard);
  const first = redis
    .pipeline()
    .xlen(stream)
    .call('MEMORY', 'USAGE', stream)
    .xinfo('STREAM', stream)
    .xinfo('GROUPS', stream)
    .smembers(keys.groups(topic, shard));
  const [entries, bytes, info, groups, listed] = await answers(first);
  const infos = new Map(
    ((groups as unknown[] | undefined) ?? []).map(flatPairs).map((pairs) => [String(pairs.get('name')), pairs]),
  );
  const holding = new Set((listed as string[] | undefined) ?? []);
  const names = [...new Set([...infos.keys(), ...holding])].sort();
  const wanted = names.filter((name) => options.group === undefined || name === options.group);
  return {
    topic,
    shard,
    entries: Number(entries ?? 0),
    bytes: Number(bytes ?? 0),
    lastId: String(flatPairs(info).get('last-generated-id') ?? ''),
    groups: await Promise.all(
      wanted.map((group) =>
        inspectGroup(redis, { topic, shard, group }, infos.get(group), holding.has(group), options),
      ),
    ),
  };
}

async function inspectGroup(
  redis: Redis,
  place: { readonly topic: string; readonly shard: number; readonly group: string },
  info: ReadonlyMap<string, unknown> | undefined,
  holdsTrim: boolean,
  { countAtMost = 1_000, now = Date.now }: InspectOptions,
): Promise<GroupFigures> {
  const { topic, shard, group } = place;
  const stream = keys.stream(topic, shard);
  const second = redis
    .pipeline()
    .xpending(stream, group)
    .xlen(keys.deadLetters(topic, shard, group))
    .xlen(keys.retries(topic, shard, group))
    .scard(keys.parked(topic, shard, group))
    .hget(keys.halted(topic, shard, group), 'error')
    .get(keys.lease(topic, shard, group));
  const [pending, deadLetters, redriven, parkedKeys, halted, owner] = await answers(second);
  const [count = 0, oldestId] = (pending as [number, string | null] | undefined) ?? [];
  const lastDeliveredId = String(info?.get('last-delivered-id') ?? '');
  const known = info?.get('lag');
  const counted =
    info && typeof known !== 'number'
      ? Number(await countAfter(redis, [stream], [lastDeliveredId, countAtMost]))
      : undefined;
  return {
    ...place,
    exists: info !== undefined,
    holdsTrim,
    lastDeliveredId,
    lag: counted ?? Number(known ?? 0),
    lagIsFloor: counted === countAtMost,
    pending: Number(count),
    oldestPendingSeconds: oldestId ? await ageOf(redis, stream, oldestId, now()) : 0,
    deadLetters: Number(deadLetters ?? 0),
    redriven: Number(redriven ?? 0),
    parkedKeys: Number(parkedKeys ?? 0),
    halted: halted === null || halted === undefined ? '' : String(halted),
    owner: String(owner ?? ''),
  };
}

async function ageOf(redis: Redis, stream: string, id: string, now: number): Promise<number> {
  const [raw] = (await redis.xrange(stream, id, id)) as RawEntry[];
  if (!raw) return 0;
  try {
    const at = entryTime(parseEntry(raw));
    return at === undefined ? 0 : Math.max(0, (now - at) / 1_000);
  } catch {
    // Not an entry of ours: it becomes a dead letter, and has no age until then.
    return 0;
  }
}
