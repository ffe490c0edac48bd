import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import type { OrdersRpc } from '@mercury/orders/contracts';
import { REDIS_STREAMS } from '@mercury/platform/redis-streams';
import { AddToCart } from './add-to-cart.command';
import { ChangeLine } from './change-line.command';
import { GetCart } from './get-cart.query';
import { MergeCarts } from './merge-carts.command';
import { RemoveLine } from './remove-line.command';

type Request<Pattern extends keyof OrdersRpc> = OrdersRpc[Pattern]['request'];

/** The door of carts: each pattern is one command or one query. */
@Controller()
export class CartController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @MessagePattern('orders.get-cart', REDIS_STREAMS)
  cart(@Payload() request: Request<'orders.get-cart'>) {
    return this.queries.execute(new GetCart(request));
  }

  @MessagePattern('orders.add-to-cart', REDIS_STREAMS)
  add(@Payload() request: Request<'orders.add-to-cart'>) {
    return this.commands.execute(new AddToCart(request));
  }

  @MessagePattern('orders.change-line', REDIS_STREAMS)
  change(@Payload() request: Request<'orders.change-line'>) {
    return this.commands.execute(new ChangeLine(request));
  }

  @MessagePattern('orders.remove-line', REDIS_STREAMS)
  remove(@Payload() request: Request<'orders.remove-line'>) {
    return this.commands.execute(new RemoveLine(request));
  }

  @MessagePattern('orders.merge-carts', REDIS_STREAMS)
  merge(@Payload() request: Request<'orders.merge-carts'>) {
    return this.commands.execute(new MergeCarts(request));
  }
}
