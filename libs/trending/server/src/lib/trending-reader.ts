import type { Redis } from 'ioredis';
import { liveRedisPrefix } from '@mercury/platform/projections';
import type { Clock } from '@mercury/shared/util-ids';
import type { TrendingTop } from '@mercury/trending/contracts';
import {
  entriesOf,
  expiredAt,
  minuteOf,
  REMEMBERED_PLACES,
  WINDOW_MINUTES,
  type Place,
} from '@mercury/trending/domain';
import { trendingProjection } from './projection/trending.projection';
import { retireChunk } from './scripts';
import { trendingKeys } from './trending-keys';

const EARLIER_MINUTES = [5, 6, 7, 8, 9];
const REMEMBER_SECONDS = 15 * 60;
const RETIRE_AT_MOST_MS = 250;

/** Reads rankings as they are at the reader's time, whether or not events still come. */
export class TrendingReader {
  constructor(
    private readonly redis: Redis,
    private readonly clock: Clock,
    /** The projection that it reads. */
    private readonly name = trendingProjection.name,
  ) {}

  /** The best `limit` products of a scope; 100 at most. */
  async top(scope: string, limit: number): Promise<TrendingTop> {
    const now = this.clock.now();
    const minute = minuteOf(now);
    const prefix = await this.settle(minute);
    const best = await this.redis.zrevrange(
      trendingKeys(prefix).rankingOf(scope),
      0,
      REMEMBERED_PLACES - 1,
      'WITHSCORES',
    );
    const places = placesOf(best);
    const earlier = await this.remember(scope, minute, places);
    return {
      scope,
      windowMinutes: WINDOW_MINUTES,
      asOf: now.toISOString(),
      items: entriesOf(places.slice(0, limit), earlier),
    };
  }

  /**
   * Takes what has left the window by now out of the rankings, a chunk at a time. Resolves to the live generation's prefix.
   * The ticker keeps this short for readers; after a long stand-still of all workers a reader does not wait for all of it.
   */
  async settle(minute = minuteOf(this.clock.now())): Promise<string> {
    const prefix = await liveRedisPrefix(this.redis, this.name);
    const end = performance.now() + RETIRE_AT_MOST_MS;
    while ((await retireChunk(this.redis, prefix, expiredAt(minute))) && performance.now() < end);
    return prefix;
  }

  /** Notes this minute's ranking, and gives that of some minutes ago. Kept beside the generations: a replay changes nothing. */
  private async remember(scope: string, minute: number, places: readonly Place[]): Promise<string[]> {
    const key = (of: number) => `mrc:{projection:${this.name}}:earlier:${scope}:${of}`;
    const ids = JSON.stringify(places.map(({ productId }) => productId));
    const [earlier] = await Promise.all([
      this.redis.mget(EARLIER_MINUTES.map((ago) => key(minute - ago))),
      places.length > 0 && this.redis.set(key(minute), ids, 'EX', REMEMBER_SECONDS, 'NX'),
    ]);
    const found = earlier.find((text) => text !== null);
    return found ? (JSON.parse(found) as string[]) : [];
  }
}

function placesOf(flat: readonly string[]): Place[] {
  const places: Place[] = [];
  for (let at = 0; at + 1 < flat.length; at += 2)
    places.push({ productId: flat[at] as string, score: Number(flat[at + 1]) });
  return places;
}
