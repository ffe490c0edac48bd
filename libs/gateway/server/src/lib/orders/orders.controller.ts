import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PayOrderDto, PlaceOrderDto, type OrderView, type OrdersRpc } from '@mercury/orders/contracts';
import type { Caller } from '../caller/caller';
import { CurrentCaller } from '../caller/current-caller.decorator';
import { GATEWAY_OPTIONS, type GatewayOptions } from '../gateway.options';
import { CommandId } from '../idempotency/command-id.decorator';
import { Answers } from '../openapi/answers.decorator';
import { deadlines, Services } from '../rpc/services';
import { CartMerge } from '../session/cart-merge';
import { PathId } from '../validation/path-id.pipe';
import { CancelOrderDto, ListOrdersQuery } from './orders.dto';

/** Orders: placed, paid, looked at, cancelled. */
@ApiTags('orders')
@Controller('api/orders')
export class OrdersController {
  constructor(
    private readonly services: Services,
    private readonly merge: CartMerge,
    @Inject(GATEWAY_OPTIONS) private readonly options: GatewayOptions,
  ) {}

  @Post()
  @Answers('OrderView', { status: 201 })
  async place(
    @Body() body: PlaceOrderDto,
    @CurrentCaller() caller: Caller,
    @CommandId() commandId: string,
  ): Promise<OrderView> {
    await this.merge.settleFor(caller);
    const { cartId, owner } = caller;
    return this.services.call('orders.place-order', { commandId, cartId, owner, ...body }, deadlines.checkout);
  }

  @Get()
  @Answers('OrderPage')
  list(
    @Query() query: ListOrdersQuery,
    @CurrentCaller() { owner }: Caller,
  ): Promise<OrdersRpc['orders.list-orders']['response']> {
    return this.services.call('orders.list-orders', { owner, ...query }, deadlines.read);
  }

  @Get(':orderId')
  @Answers('OrderView')
  order(@Param('orderId', PathId) orderId: string, @CurrentCaller() { owner }: Caller): Promise<OrderView> {
    return this.services.call('orders.get-order', { orderId, owner }, deadlines.read);
  }

  @Post(':orderId/payments')
  @HttpCode(202)
  @Answers('OrderView', { status: 202 })
  pay(
    @Param('orderId', PathId) orderId: string,
    @Body() { paymentMethodId }: PayOrderDto,
    @CurrentCaller() { owner }: Caller,
    @CommandId() commandId: string,
  ): Promise<OrderView> {
    const returnUrl = `${this.options.publicUrl}/orders/${orderId}`;
    const request = { commandId, orderId, owner, paymentMethodId, returnUrl };
    return this.services.call('orders.pay-order', request, deadlines.checkout);
  }

  @Post(':orderId/cancel')
  @HttpCode(200)
  @Answers('OrderView')
  cancel(
    @Param('orderId', PathId) orderId: string,
    @Body() { reason }: CancelOrderDto,
    @CurrentCaller() { owner }: Caller,
    @CommandId() commandId: string,
  ): Promise<OrderView> {
    const request = { commandId, orderId, owner, reason: reason ?? 'changed my mind' };
    return this.services.call('orders.cancel-order', request, deadlines.command);
  }
}
