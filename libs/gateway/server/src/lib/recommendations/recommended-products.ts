import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { Recommendation, RecommendedProduct } from '@mercury/recommendations/contracts';
import { Degradation } from '../rpc/degradation';
import { TrendingShelves } from '../trending/trending-shelves';

/** Recommendations with their products, and what stands in for them: trending, then the newest, then nothing. */
@Injectable()
export class RecommendedProducts {
  constructor(
    private readonly shelves: TrendingShelves,
    private readonly degradation: Degradation,
  ) {}

  /** What goes with a product; nothing is an honest answer for a product that nobody has looked at with another. */
  async forProduct(
    productId: string,
    ask: () => Promise<Recommendation[]>,
    limit: number,
    response: Response,
  ): Promise<RecommendedProduct[]> {
    const show = async () => this.withProducts(await ask());
    const standIn = () => this.trending(limit + 1, response);
    const found = await this.degradation.orElse(response, 'recommendations', show, standIn);
    return found.filter(({ product }) => product.productId !== productId).slice(0, limit);
  }

  /** What a visitor may like; one of whom nothing is known yet sees what everybody likes. */
  async forVisitor(
    ask: () => Promise<Recommendation[]>,
    limit: number,
    response: Response,
  ): Promise<RecommendedProduct[]> {
    const standIn = () => this.trending(limit, response);
    const show = async () => this.withProducts(await ask());
    const found = await this.degradation.orElse(response, 'recommendations', show, standIn);
    return found.length > 0 ? found : standIn();
  }

  private async trending(limit: number, response: Response): Promise<RecommendedProduct[]> {
    const { items } = await this.shelves.shelf('all', limit, response);
    return items.map(({ product }) => ({ product, reason: { kind: 'trending' } }));
  }

  /** One question to the catalogue for all products and for those they are recommended for. */
  private async withProducts(recommendations: readonly Recommendation[]): Promise<RecommendedProduct[]> {
    const ids = recommendations.flatMap(({ productId, reason }) =>
      reason.kind === 'trending' ? [productId] : [productId, reason.productId],
    );
    const cards = await this.shelves.cards([...new Set(ids)]);
    return recommendations.flatMap(({ productId, reason }) => {
      const product = cards.get(productId);
      if (!product) return [];
      const because = reason.kind === 'trending' ? undefined : cards.get(reason.productId);
      return [{ product, reason, ...(because && { because }) }];
    });
  }
}
