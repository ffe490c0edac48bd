import type { Redis } from 'ioredis';
import { entryTime } from '../entry/entry-time';
import { parseEntry, type RawEntry } from '../entry/stream-entry';
import { keys } from '../keys';
import { luaScript } from '../lua/script';
import type { KnownTopic } from './known-topics';
import { answers, flatPairs } from './redis-replies';
import type { GroupFigures, ShardFigures } from './shard-figures';

const countAfter = luaScript('count-after');
const COMMANDS_A_GROUP = 6;

export interface InspectOptions {
  /** Only this group. Default: all. */
  readonly group?: string;
  /** How far a lag is counted that Redis does not know. Default 1,000 entries. */
  readonly countAtMost?: number;
  readonly now?: () => number;
}

type Pairs = ReadonlyMap<string, unknown>;

interface Place {
  readonly topic: string;
  readonly shard: number;
}

/**
 * Looks at every shard of a topic and every group in it: two pipelines a shard, whatever is in the streams, and a third look
 * at groups with something pending. Rejects when Redis does not answer.
 */
export async function inspectShards(
  redis: Redis,
  topic: KnownTopic,
  options: InspectOptions = {},
): Promise<ShardFigures[]> {
  const shards = Array.from({ length: topic.shards }, (_, shard) => shard);
  return Promise.all(shards.map((shard) => inspectShard(redis, { topic: topic.name, shard }, options)));
}

async function inspectShard(redis: Redis, place: Place, options: InspectOptions): Promise<ShardFigures> {
  const { topic, shard } = place;
  const stream = keys.stream(topic, shard);
  const first = redis
    .pipeline()
    .xlen(stream)
    .call('MEMORY', 'USAGE', stream)
    .xinfo('STREAM', stream)
    .xinfo('GROUPS', stream)
    .smembers(keys.groups(topic, shard))
    .hmget(keys.trimmed(topic, shard), 'heldBy', 'since');
  const [entries, bytes, info, groups, listed, trimmed] = await answers(first);
  const infos = new Map(
    listOf(groups)
      .map(flatPairs)
      .map((pairs) => [String(pairs.get('name')), pairs]),
  );
  const holding = new Set(listOf(listed).map(String));
  const names = [...new Set([...infos.keys(), ...holding])].sort();
  const wanted = names.filter((name) => options.group === undefined || name === options.group);
  const [heldBy, since] = listOf(trimmed);
  const now = (options.now ?? Date.now)();
  return {
    ...place,
    entries: Number(entries ?? 0),
    bytes: Number(bytes ?? 0),
    lastId: String(flatPairs(info).get('last-generated-id') ?? ''),
    heldBy: String(heldBy ?? ''),
    heldSeconds: heldBy ? Math.max(0, (now - Number(since)) / 1_000) : 0,
    groups: await inspectGroups(redis, place, wanted, infos, holding, { ...options, now: () => now }),
  };
}

async function inspectGroups(
  redis: Redis,
  place: Place,
  names: readonly string[],
  infos: ReadonlyMap<string, Pairs>,
  holding: ReadonlySet<string>,
  options: InspectOptions,
): Promise<GroupFigures[]> {
  if (names.length === 0) return [];
  const { topic, shard } = place;
  const pipeline = redis.pipeline();
  for (const group of names)
    pipeline
      .xpending(keys.stream(topic, shard), group)
      .xlen(keys.deadLetters(topic, shard, group))
      .xlen(keys.retries(topic, shard, group))
      .scard(keys.parked(topic, shard, group))
      .hget(keys.halted(topic, shard, group), 'error')
      .get(keys.lease(topic, shard, group));
  const all = await answers(pipeline);
  return Promise.all(
    names.map(async (group, at) => {
      const own = all.slice(at * COMMANDS_A_GROUP, (at + 1) * COMMANDS_A_GROUP);
      const [pending, deadLetters, redriven, parkedKeys, halted, owner] = own;
      const [count, oldestId] = listOf(pending);
      return {
        ...place,
        group,
        exists: infos.has(group),
        holdsTrim: holding.has(group),
        ...(await lagOf(redis, place, infos.get(group), options)),
        pending: Number(count ?? 0),
        oldestPendingSeconds: oldestId ? await ageOf(redis, place, String(oldestId), options) : 0,
        deadLetters: Number(deadLetters ?? 0),
        redriven: Number(redriven ?? 0),
        parkedKeys: Number(parkedKeys ?? 0),
        halted: String(halted ?? ''),
        owner: String(owner ?? ''),
      };
    }),
  );
}

/** Redis forgets a group's lag when it begins in the middle of a stream, or when an entry before it is deleted. */
async function lagOf(
  redis: Redis,
  { topic, shard }: Place,
  info: Pairs | undefined,
  { countAtMost = 1_000 }: InspectOptions,
): Promise<Pick<GroupFigures, 'lastDeliveredId' | 'lag' | 'lagIsFloor'>> {
  const lastDeliveredId = String(info?.get('last-delivered-id') ?? '');
  const known = info?.get('lag');
  if (!info || typeof known === 'number') return { lastDeliveredId, lag: Number(known ?? 0), lagIsFloor: false };
  const lag = Number(await countAfter(redis, [keys.stream(topic, shard)], [lastDeliveredId, countAtMost]));
  return { lastDeliveredId, lag, lagIsFloor: lag === countAtMost };
}

async function ageOf(
  redis: Redis,
  { topic, shard }: Place,
  id: string,
  { now = Date.now }: InspectOptions,
): Promise<number> {
  const [raw] = (await redis.xrange(keys.stream(topic, shard), id, id)) as RawEntry[];
  if (!raw) return 0;
  try {
    const at = entryTime(parseEntry(raw));
    return at === undefined ? 0 : Math.max(0, (now() - at) / 1_000);
  } catch {
    // Not an entry of ours: it becomes a dead letter, and has no age until then.
    return 0;
  }
}

function listOf(reply: unknown): readonly unknown[] {
  return Array.isArray(reply) ? reply : [];
}
