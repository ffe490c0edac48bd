import { EntityManager } from '@mikro-orm/postgresql';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { ArrayMaxSize, IsArray, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { validateDto } from '@mercury/platform/errors';
import { fillWithTrending, recentProducts, recommendForVisitor } from '@mercury/recommendations/domain';
import { neighboursOf, recentsOf } from './neighbours';
import { PopularProducts } from './popular-products';
import { RecommendForVisitor } from './recommend-for-visitor.query';

const NEIGHBOURS_EACH = 60;

class ForVisitorDto {
  @IsString() @Length(1, 64) visitorId!: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @Length(1, 64, { each: true })
  recentProductIds?: string[];

  @IsOptional() @IsInt() @Min(1) @Max(50) limit?: number;
}

@QueryHandler(RecommendForVisitor)
export class RecommendForVisitorHandler implements IQueryHandler<RecommendForVisitor> {
  constructor(
    private readonly em: EntityManager,
    private readonly popular: PopularProducts,
  ) {}

  async execute({ request }: RecommendForVisitor) {
    const { visitorId, recentProductIds = [], limit = 12 } = validateDto(ForVisitorDto, request);
    const recent = recentProducts(recentProductIds, await recentsOf(this.em, visitorId));
    const neighbours = recent.length > 0 ? await neighboursOf(this.em, recent, NEIGHBOURS_EACH) : [];
    const list = recommendForVisitor(recent, neighbours, limit);
    if (list.length >= limit) return list;
    return fillWithTrending(list, await this.popular.best(limit + list.length + recent.length), recent, limit);
  }
}
