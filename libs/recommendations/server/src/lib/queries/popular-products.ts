import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger } from '@nestjs/common';
import { RedisStreamsClient } from '@mercury/platform/redis-streams';
import type { TrendingRpc } from '@mercury/trending/contracts';
import { everPopular } from './neighbours';

const TIMEOUT_MS = 400;

/** What to show when nothing is known of a product or a visitor: what is trending, else what always was popular. */
@Injectable()
export class PopularProducts {
  private readonly logger = new Logger(PopularProducts.name);

  constructor(
    private readonly client: RedisStreamsClient,
    private readonly em: EntityManager,
  ) {}

  async best(limit: number): Promise<string[]> {
    const trending = await this.trending(limit);
    return trending.length >= limit ? trending : [...trending, ...(await everPopular(this.em, limit))];
  }

  /** Trending is another part of the house: without it a list is filled with less, and still shown. */
  private async trending(limit: number): Promise<string[]> {
    try {
      const request: TrendingRpc['trending.top']['request'] = { limit: Math.min(limit, 100) };
      const { items } = await this.client.call<TrendingRpc['trending.top']['response']>('trending.top', request, {
        timeoutMs: TIMEOUT_MS,
      });
      return items.map(({ productId }) => productId);
    } catch (error) {
      this.logger.warn(`trending does not answer: ${String(error)}`);
      return [];
    }
  }
}
