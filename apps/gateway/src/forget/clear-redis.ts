import { setTimeout as delay } from 'node:timers/promises';
import { commandRecords, guessesKey } from '@mercury/gateway/server';
import { contentsOf, keysOf, matcher, type Needle } from '@mercury/platform/personal-data';
import { keys } from '@mercury/platform/redis-streams';
import type { Shop } from './shop';

const PAGE = 500;
/** No request lives longer: the longest deadline of the gateway is ten seconds. */
const WAIT_MS = 30_000;

/** What was deleted. */
export interface Cleared {
  readonly requests: number;
  readonly answers: number;
}

/** Deletes what Redis keeps in the clear for a while: requests to services, and the answers of commands. */
export async function clearRedis(
  { redis, keyPrefix }: Shop,
  values: readonly Needle[],
  emailHashes: readonly string[],
): Promise<Cleared> {
  const matches = matcher(values);
  let requests = 0;
  for await (const stream of keysOf(redis, keys.requests('*'))) requests += await clearRequests(redis, stream, matches);
  let answers = 0;
  for await (const record of keysOf(redis, commandRecords(keyPrefix)))
    for await (const text of contentsOf(redis, record, 'hash'))
      if (matches(text).length > 0) answers += await redis.del(record);
  for (const hash of emailHashes) await redis.del(guessesKey(keyPrefix, hash));
  return { requests, answers };
}

/** A request that somebody still waits for is waited for too: deleted early, its command would never run. */
async function clearRequests(redis: Shop['redis'], stream: string, matches: (text: string) => string[]) {
  let deleted = 0;
  const giveUpAt = Date.now() + WAIT_MS;
  for (let from = '-'; ;) {
    const page = await redis.xrange(stream, from, '+', 'COUNT', PAGE);
    for (const [id, fields] of page) {
      if (matches(fields.join(' ')).length === 0) continue;
      while (Date.now() < Math.min(deadlineOf(fields), giveUpAt)) await delay(100);
      deleted += await redis.xdel(stream, id);
    }
    const last = page.at(-1)?.[0];
    if (!last || page.length < PAGE) return deleted;
    from = `(${last}`;
  }
}

function deadlineOf(fields: readonly string[]): number {
  try {
    const { deadline } = JSON.parse(fields[fields.indexOf('h') + 1] ?? '') as { deadline?: number };
    return Number(deadline) || 0;
  } catch {
    return 0;
  }
}
