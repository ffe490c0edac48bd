import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { ProductCard } from '@mercury/catalog/contracts';
import { Clock } from '@mercury/shared/util-ids';
import type { TrendingShelf } from '@mercury/trending/contracts';
import { Degradation } from '../rpc/degradation';
import { deadlines, Services } from '../rpc/services';

/** The ranking with its products; the newest products stand in for it while trending is away. */
@Injectable()
export class TrendingShelves {
  constructor(
    private readonly services: Services,
    private readonly clock: Clock,
    private readonly degradation: Degradation,
  ) {}

  /** The shelf, degraded when it must be; `response` gets the header that says so. */
  shelf(scope: string, limit: number, response?: Response): Promise<TrendingShelf> {
    return this.degradation.orElse(
      response,
      'trending',
      () => this.ranking(scope, limit),
      async () => this.standIn(scope, await this.newest(scope, limit)),
    );
  }

  /** The shelf as it is; rejects while trending or the catalogue is away. One question to each of them. */
  async ranking(scope: string, limit: number): Promise<TrendingShelf> {
    const top = await this.services.call('trending.top', { scope, limit }, deadlines.rail);
    const cards = await this.cards(top.items.map(({ productId }) => productId));
    const items = top.items.flatMap((entry) => {
      const product = cards.get(entry.productId);
      return product ? [{ ...entry, product }] : [];
    });
    return { ...top, items };
  }

  /** Cards by product id; what has left the shelf is missing. */
  async cards(productIds: readonly string[]): Promise<Map<string, ProductCard>> {
    if (productIds.length === 0) return new Map();
    const cards = await this.services.call('catalog.get-product-cards', { productIds }, deadlines.rail);
    return new Map(cards.map((card) => [card.productId, card]));
  }

  /** The newest products, or none while search is away as well: the page's other parts go on. */
  async newest(scope: string, limit: number): Promise<readonly ProductCard[]> {
    const category = scope.startsWith('category:') ? { category: scope.slice('category:'.length) } : {};
    try {
      return (await this.services.call('search.query', { ...category, sort: 'newest', limit }, deadlines.rail)).items;
    } catch {
      return [];
    }
  }

  private standIn(scope: string, products: readonly ProductCard[]): TrendingShelf {
    const items = products.map((product, index) => ({
      product,
      productId: product.productId,
      rank: index + 1,
      previousRank: null,
      score: 0,
    }));
    return { scope, windowMinutes: 60, asOf: this.clock.now().toISOString(), items };
  }
}
