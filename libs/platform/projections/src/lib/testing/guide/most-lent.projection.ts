import type { Redis } from 'ioredis';
import { liveRedisPrefix, type RedisProjection } from '../../../index';
import type { LoanEvent } from './loan.events';

/** Books by how often they were lent, as a sorted set. */
export const mostLentProjection: RedisProjection = {
  name: 'most-lent',
  version: 1,
  topics: ['commerce'],
  handles: ['lending.loan.started'],
  async apply(page, { prefix, commit }) {
    const books = (page as unknown as readonly LoanEvent[]).map(({ data }) => data.bookId);
    await commit(
      "for _, book in ipairs(ARGV) do redis.call('ZINCRBY', KEYS[1], 1, book) end",
      [`${prefix}books`],
      books,
    );
  },
};

/** The reader asks for the prefix at each read: a replay changes it. */
export async function mostLent(redis: Redis, limit: number): Promise<string[]> {
  const prefix = await liveRedisPrefix(redis, mostLentProjection.name);
  return redis.zrevrange(`${prefix}books`, 0, limit - 1);
}
