import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { expiredAt } from '@mercury/trending/domain';
import { trendingKeys } from '../trending-keys';

/**
 * What a replay compares: every voice in the hour before the newest event, minute by minute, and the categories. Older
 * votes were never needed by a reader; whether they are still there is a matter of when somebody last looked.
 */
export async function digestWindow(redis: Redis, prefix: string): Promise<string> {
  const { votes, retired, state, categories } = trendingKeys(prefix);
  const newest = Number((await redis.hget(state, 'newest')) ?? 0);
  const hash = createHash('sha256');
  let counted = 0;
  for (let minute = expiredAt(newest) + 1; minute <= newest; minute += 1) {
    const [live = [], gone = []] = (await pairOf(redis, votes, retired, minute)) as [string[], string[]];
    const voices = [...live, ...gone].sort();
    counted += voices.length;
    hash.update(JSON.stringify([minute, voices]));
  }
  const paths = Object.entries(await redis.hgetall(categories)).sort();
  hash.update(JSON.stringify(paths));
  return `votes=${counted} categories=${paths.length} ${hash.digest('hex').slice(0, 16)}`;
}

/** Both sets at one moment: a reader may be retiring votes from the one to the other. */
async function pairOf(redis: Redis, votes: string, retired: string, minute: number): Promise<unknown[]> {
  const replies = await redis
    .multi()
    .zrangebyscore(votes, minute, minute)
    .zrangebyscore(retired, minute, minute)
    .exec();
  return (replies ?? []).map(([error, members]) => {
    if (error) throw error;
    return members;
  });
}
