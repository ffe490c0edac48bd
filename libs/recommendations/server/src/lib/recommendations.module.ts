import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { PopularProducts } from './queries/popular-products';
import { RecommendForProductHandler } from './queries/recommend-for-product.handler';
import { RecommendForVisitorHandler } from './queries/recommend-for-visitor.handler';
import { RecommendationsController } from './recommendations.controller';

/** What goes together, for a product and for a visitor. */
@Module({
  imports: [CqrsModule],
  controllers: [RecommendationsController],
  providers: [PopularProducts, RecommendForProductHandler, RecommendForVisitorHandler],
})
export class RecommendationsModule {}
