import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChainableCommander, Redis } from 'ioredis';
import type { RecordedEvent } from '@mercury/platform/event-store';
import { CheckpointMovedError } from '../projection.errors';
import type { RedisProjection } from '../projection';

const head = readFileSync(join(__dirname, '../lua/commit-page.head.lua'), 'utf8');
const tail = readFileSync(join(__dirname, '../lua/commit-page.tail.lua'), 'utf8');
const takePositions = readFileSync(join(__dirname, '../lua/take-positions.lua'), 'utf8');
/** Keys that are read at a time for a digest: few enough that large ones do not fill the memory. */
const DIGEST_KEYS = 200;

/** `mrc:{projection:trending}:g1:` */
export function redisPrefix(projection: { readonly name: string }, generation: number): string {
  return `mrc:{projection:${projection.name}}:g${generation}:`;
}

/** Name of the hash that holds the checkpoints of a generation, one field a part. */
export function checkpointKey(prefix: string): string {
  return `${prefix}checkpoint`;
}

/** Where readers look which generation is live. */
export function liveKey(projection: { readonly name: string }): string {
  return `mrc:{projection:${projection.name}}:live`;
}

/** The key prefix of the generation that readers see now. Ask at each read: a replay changes it. */
export async function liveRedisPrefix(redis: Redis, name: string): Promise<string> {
  return redisPrefix({ name }, Number((await redis.get(liveKey({ name }))) ?? 1));
}

/** Folds a page and moves the checkpoint from `from` to `to` in one script. */
export async function applyToRedis(
  redis: Redis,
  projection: RedisProjection,
  prefix: string,
  page: {
    readonly part: number;
    readonly from: number;
    readonly to: number;
    readonly events: readonly RecordedEvent[];
  },
): Promise<void> {
  let committed = false;
  const commit = async (lua: string, keys: readonly string[], args: readonly (string | number)[]) => {
    if (committed) throw new Error(`${projection.name} commits twice in one page`);
    committed = true;
    const script = `${head}\n${lua}\n${tail}`;
    const names = [checkpointKey(prefix), ...keys];
    const done = await runScript(redis, script, names, [page.part, page.from, page.to, ...args]);
    if (Number(done) === 0)
      throw new CheckpointMovedError(`${projection.name} part ${page.part} was moved by another process`);
  };
  if (page.events.length > 0) await projection.apply(page.events, { redis, prefix, commit });
  if (!committed) await commit('', [], []);
}

export async function redisPosition(redis: Redis, prefix: string, part: number): Promise<number> {
  return Number((await redis.hget(checkpointKey(prefix), String(part))) ?? 0);
}

/** Where a generation that becomes live goes on: each of `parts` at `position`, while its builders are at their `marks`. */
export interface LiveStart {
  readonly parts: readonly number[];
  readonly position: number;
  readonly marks: ReadonlyMap<number, number>;
}

/**
 * Lets parts begin at `position` in a generation whose builders are at their marks. Throws CheckpointMovedError when one is
 * not: Redis has lost what it folded.
 */
export async function setRedisPositions(
  redis: Redis,
  projection: { readonly name: string },
  prefix: string,
  to: LiveStart,
): Promise<void> {
  const args = [to.position, to.parts.join(','), ...[...to.marks].flat()];
  const done = await runScript(redis, takePositions, [checkpointKey(prefix)], args);
  if (Number(done) === 0) throw new CheckpointMovedError(`${projection.name}: what was built is not in Redis any more`);
}

/** Removes every key of a generation, the checkpoint first: what is left of it half way is never gone on with. */
export async function dropKeys(redis: Redis, prefix: string): Promise<void> {
  await redis.unlink(checkpointKey(prefix));
  for await (const found of redis.scanStream({ match: pattern(prefix), count: 500 }))
    if ((found as string[]).length > 0) await redis.unlink(...(found as string[]));
}

/** A digest of all keys below the prefix but the checkpoint: equal content, equal digest. */
export async function digestKeys(redis: Redis, prefix: string): Promise<string> {
  const names = new Set<string>();
  for await (const found of redis.scanStream({ match: pattern(prefix), count: 500 }))
    for (const name of found as string[]) if (name !== checkpointKey(prefix)) names.add(name);
  const hash = createHash('sha256');
  const sorted = [...names].sort();
  for (let begin = 0; begin < sorted.length; begin += DIGEST_KEYS) {
    const page = sorted.slice(begin, begin + DIGEST_KEYS);
    const contents = await contentsOf(redis, page);
    for (const [index, name] of page.entries())
      hash.update(JSON.stringify([name.slice(prefix.length), contents[index] ?? null]));
  }
  return `${names.size}:${hash.digest('hex').slice(0, 16)}`;
}

/** The contents of many keys in two round trips, each in an order of its own only where the type has one. */
async function contentsOf(redis: Redis, keys: readonly string[]): Promise<unknown[]> {
  const types = redis.pipeline();
  for (const key of keys) types.type(key);
  const found = await resultsOf(types);
  const reads = redis.pipeline();
  for (const [index, key] of keys.entries()) {
    const type = found[index];
    if (type === 'hash') reads.hgetall(key);
    else if (type === 'set') reads.smembers(key);
    else if (type === 'zset') reads.zrange(key, '0', '-1', 'WITHSCORES');
    else if (type === 'list') reads.lrange(key, 0, -1);
    else if (type === 'string') reads.get(key);
    else reads.exists(key);
  }
  const contents = await resultsOf(reads);
  return contents.map((value, index) => {
    if (found[index] === 'hash') return Object.entries(value as Record<string, string>).sort();
    return found[index] === 'set' ? (value as string[]).sort() : value;
  });
}

async function resultsOf(pipeline: ChainableCommander): Promise<unknown[]> {
  return ((await pipeline.exec()) ?? []).map(([error, value]) => {
    if (error) throw error;
    return value;
  });
}

async function runScript(redis: Redis, source: string, keys: readonly string[], args: readonly (string | number)[]) {
  const sha = createHash('sha1').update(source).digest('hex');
  try {
    return await redis.evalsha(sha, keys.length, ...keys, ...args);
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
    return redis.eval(source, keys.length, ...keys, ...args);
  }
}

function pattern(prefix: string): string {
  return `${prefix.replaceAll(/[[\]?*]/g, '\\$&')}*`;
}
