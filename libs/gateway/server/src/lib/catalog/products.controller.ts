import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { CategoryNode, ProductCard, ProductDetail } from '@mercury/catalog/contracts';
import { Answers } from '../openapi/answers.decorator';
import { deadlines, Services } from '../rpc/services';
import { PathId } from '../validation/path-id.pipe';
import { ProductCardsQuery } from './products.dto';

/** What is on the shelves. */
@ApiTags('catalogue')
@Controller('api')
export class ProductsController {
  constructor(private readonly services: Services) {}

  @Get('categories')
  @Answers('CategoryNode', { list: true })
  categories(): Promise<CategoryNode[]> {
    return this.services.call('catalog.list-categories', {}, deadlines.read);
  }

  @Get('products/:slug')
  @Answers('ProductDetail')
  product(@Param('slug', PathId) slug: string): Promise<ProductDetail> {
    return this.services.call('catalog.get-product', { slug }, deadlines.read);
  }

  @Get('products')
  @Answers('ProductCard', { list: true })
  cards(@Query() { ids }: ProductCardsQuery): Promise<ProductCard[]> {
    return this.services.call('catalog.get-product-cards', { productIds: ids }, deadlines.read);
  }
}
