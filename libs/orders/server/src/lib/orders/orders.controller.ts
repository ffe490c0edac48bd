import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import type { OrdersRpc } from '@mercury/orders/contracts';
import { REDIS_STREAMS } from '@mercury/platform/redis-streams';
import { CancelOrder } from './cancel-order.command';
import { GetOrder } from './get-order.query';
import { ListOrders } from './list-orders.query';
import { ListShippingMethods } from './list-shipping-methods.query';
import { PayOrder } from './pay-order.command';
import { PlaceOrder } from './place-order.command';

type Request<Pattern extends keyof OrdersRpc> = OrdersRpc[Pattern]['request'];

/** The door of orders: each pattern is one command or one query. */
@Controller()
export class OrdersController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @MessagePattern('orders.place-order', REDIS_STREAMS)
  place(@Payload() request: Request<'orders.place-order'>) {
    return this.commands.execute(new PlaceOrder(request));
  }

  @MessagePattern('orders.pay-order', REDIS_STREAMS)
  pay(@Payload() request: Request<'orders.pay-order'>) {
    return this.commands.execute(new PayOrder(request));
  }

  @MessagePattern('orders.cancel-order', REDIS_STREAMS)
  cancel(@Payload() request: Request<'orders.cancel-order'>) {
    return this.commands.execute(new CancelOrder(request));
  }

  @MessagePattern('orders.get-order', REDIS_STREAMS)
  order(@Payload() request: Request<'orders.get-order'>) {
    return this.queries.execute(new GetOrder(request));
  }

  @MessagePattern('orders.list-orders', REDIS_STREAMS)
  orders(@Payload() request: Request<'orders.list-orders'>) {
    return this.queries.execute(new ListOrders(request));
  }

  @MessagePattern('orders.list-shipping-methods', REDIS_STREAMS)
  shippingMethods(@Payload() request: Request<'orders.list-shipping-methods'>) {
    return this.queries.execute(new ListShippingMethods(request));
  }
}
