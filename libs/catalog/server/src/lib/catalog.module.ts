import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CatalogController } from './catalog.controller';
import { GetProductCardsHandler } from './queries/get-product-cards.handler';
import { GetProductHandler } from './queries/get-product.handler';
import { GetVariantsHandler } from './queries/get-variants.handler';
import { ListCategoriesHandler } from './queries/list-categories.handler';
import { CommitStockHandler } from './stock/commit-stock.handler';
import { HoldStockHandler } from './stock/hold-stock.handler';
import { HoldSweeper } from './stock/hold-sweeper';
import { ReleaseStockHandler } from './stock/release-stock.handler';
import { ReturnStockHandler } from './stock/return-stock.handler';

/** Products, categories, stock and timed holds. */
@Module({
  imports: [CqrsModule],
  controllers: [CatalogController],
  providers: [
    GetProductHandler,
    GetProductCardsHandler,
    GetVariantsHandler,
    ListCategoriesHandler,
    HoldStockHandler,
    CommitStockHandler,
    ReleaseStockHandler,
    ReturnStockHandler,
    HoldSweeper,
  ],
})
export class CatalogModule {}
