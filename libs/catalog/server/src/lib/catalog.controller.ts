import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import type { CatalogRpc } from '@mercury/catalog/contracts';
import { REDIS_STREAMS } from '@mercury/platform/redis-streams';
import { GetProductCards } from './queries/get-product-cards.query';
import { GetProduct } from './queries/get-product.query';
import { GetVariants } from './queries/get-variants.query';
import { ListCategories } from './queries/list-categories.query';
import { CommitStock } from './stock/commit-stock.command';
import { HoldStock } from './stock/hold-stock.command';
import { ReleaseStock } from './stock/release-stock.command';
import { ReturnStock } from './stock/return-stock.command';

type Request<Pattern extends keyof CatalogRpc> = CatalogRpc[Pattern]['request'];

/** The door of the catalogue: each pattern is one command or one query. */
@Controller()
export class CatalogController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @MessagePattern('catalog.get-product', REDIS_STREAMS)
  product(@Payload() request: Request<'catalog.get-product'>) {
    return this.queries.execute(new GetProduct(request));
  }

  @MessagePattern('catalog.list-categories', REDIS_STREAMS)
  categories(@Payload() request: Request<'catalog.list-categories'>) {
    return this.queries.execute(new ListCategories(request));
  }

  @MessagePattern('catalog.get-product-cards', REDIS_STREAMS)
  cards(@Payload() request: Request<'catalog.get-product-cards'>) {
    return this.queries.execute(new GetProductCards(request));
  }

  @MessagePattern('catalog.get-variants', REDIS_STREAMS)
  variants(@Payload() request: Request<'catalog.get-variants'>) {
    return this.queries.execute(new GetVariants(request));
  }

  @MessagePattern('catalog.hold-stock', REDIS_STREAMS)
  hold(@Payload() request: Request<'catalog.hold-stock'>) {
    return this.commands.execute(new HoldStock(request));
  }

  @MessagePattern('catalog.commit-stock', REDIS_STREAMS)
  commit(@Payload() request: Request<'catalog.commit-stock'>) {
    return this.commands.execute(new CommitStock(request));
  }

  @MessagePattern('catalog.release-stock', REDIS_STREAMS)
  release(@Payload() request: Request<'catalog.release-stock'>) {
    return this.commands.execute(new ReleaseStock(request));
  }

  @MessagePattern('catalog.return-stock', REDIS_STREAMS)
  returned(@Payload() request: Request<'catalog.return-stock'>) {
    return this.commands.execute(new ReturnStock(request));
  }
}
