import { Controller } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { REDIS_STREAMS } from '@mercury/platform/redis-streams';
import type { RecommendationsRpc } from '@mercury/recommendations/contracts';
import { RecommendForProduct } from './queries/recommend-for-product.query';
import { RecommendForVisitor } from './queries/recommend-for-visitor.query';

type Request<Pattern extends keyof RecommendationsRpc> = RecommendationsRpc[Pattern]['request'];

/** The door of recommendations. */
@Controller()
export class RecommendationsController {
  constructor(private readonly queries: QueryBus) {}

  @MessagePattern('recommendations.for-product', REDIS_STREAMS)
  forProduct(@Payload() request: Request<'recommendations.for-product'>) {
    return this.queries.execute(new RecommendForProduct(request));
  }

  @MessagePattern('recommendations.for-visitor', REDIS_STREAMS)
  forVisitor(@Payload() request: Request<'recommendations.for-visitor'>) {
    return this.queries.execute(new RecommendForVisitor(request));
  }
}
