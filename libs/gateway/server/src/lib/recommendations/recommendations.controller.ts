import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { RecommendedProduct } from '@mercury/recommendations/contracts';
import type { Caller } from '../caller/caller';
import { CurrentCaller } from '../caller/current-caller.decorator';
import { Answers } from '../openapi/answers.decorator';
import { deadlines, Services } from '../rpc/services';
import { PathId } from '../validation/path-id.pipe';
import { RecommendationsQuery } from './recommendations.dto';
import { RecommendedProducts } from './recommended-products';

/** What else a shopper may like, and why. */
@ApiTags('recommendations')
@Controller('api/recommendations')
export class RecommendationsController {
  constructor(
    private readonly services: Services,
    private readonly products: RecommendedProducts,
  ) {}

  @Get('product/:productId')
  @Answers('RecommendedProduct', { list: true })
  forProduct(
    @Param('productId', PathId) productId: string,
    @Query() { limit = 8 }: RecommendationsQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RecommendedProduct[]> {
    const ask = () => this.services.call('recommendations.for-product', { productId, limit }, deadlines.rail);
    return this.products.forProduct(productId, ask, limit, response);
  }

  @Get('for-you')
  @Answers('RecommendedProduct', { list: true })
  forYou(
    @Query() { limit = 12 }: RecommendationsQuery,
    @CurrentCaller() { visitorId }: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RecommendedProduct[]> {
    const ask = () => this.services.call('recommendations.for-visitor', { visitorId, limit }, deadlines.rail);
    return this.products.forVisitor(ask, limit, response);
  }
}
