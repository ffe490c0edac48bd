import { EntityManager } from '@mikro-orm/postgresql';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { validateDto } from '@mercury/platform/errors';
import { fillWithTrending, recommendForProduct } from '@mercury/recommendations/domain';
import { neighboursOf } from './neighbours';
import { PopularProducts } from './popular-products';
import { RecommendForProduct } from './recommend-for-product.query';

const NEIGHBOURS = 200;

class ForProductDto {
  @IsString() @Length(1, 64) productId!: string;
  @IsOptional() @IsInt() @Min(1) @Max(50) limit?: number;
}

@QueryHandler(RecommendForProduct)
export class RecommendForProductHandler implements IQueryHandler<RecommendForProduct> {
  constructor(
    private readonly em: EntityManager,
    private readonly popular: PopularProducts,
  ) {}

  async execute({ request }: RecommendForProduct) {
    const { productId, limit = 8 } = validateDto(ForProductDto, request);
    const list = recommendForProduct(await neighboursOf(this.em, [productId], NEIGHBOURS), limit);
    if (list.length >= limit) return list;
    return fillWithTrending(list, await this.popular.best(limit + list.length + 1), [productId], limit);
  }
}
