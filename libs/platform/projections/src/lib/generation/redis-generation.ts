import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import type { RecordedEvent } from '@mercury/platform/event-store';
import { CheckpointMovedError } from '../projection.errors';
import type { RedisProjection } from '../projection';

const head = readFileSync(join(__dirname, '../lua/commit-page.head.lua'), 'utf8');
const tail = readFileSync(join(__dirname, '../lua/commit-page.tail.lua'), 'utf8');

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

/** Removes every key of a generation. */
export async function dropKeys(redis: Redis, prefix: string): Promise<void> {
  for await (const found of redis.scanStream({ match: pattern(prefix), count: 500 }))
    if ((found as string[]).length > 0) await redis.unlink(...(found as string[]));
}

/** A digest of all keys below the prefix but the checkpoint: equal content, equal digest. */
export async function digestKeys(redis: Redis, prefix: string): Promise<string> {
  const names = new Set<string>();
  for await (const found of redis.scanStream({ match: pattern(prefix), count: 500 }))
    for (const name of found as string[]) if (name !== checkpointKey(prefix)) names.add(name);
  const hash = createHash('sha256');
  for (const name of [...names].sort())
    hash.update(JSON.stringify([name.slice(prefix.length), await content(redis, name)]));
  return `${names.size}:${hash.digest('hex').slice(0, 16)}`;
}

async function content(redis: Redis, key: string): Promise<unknown> {
  switch (await redis.type(key)) {
    case 'string':
      return redis.get(key);
    case 'hash':
      return Object.entries(await redis.hgetall(key)).sort();
    case 'set':
      return (await redis.smembers(key)).sort();
    case 'zset':
      return redis.zrange(key, '0', '-1', 'WITHSCORES');
    case 'list':
      return redis.lrange(key, 0, -1);
    default:
      return null;
  }
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
