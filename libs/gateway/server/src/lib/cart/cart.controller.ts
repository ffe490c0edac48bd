import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AddCartLineDto, ChangeCartLineDto, type CartView } from '@mercury/orders/contracts';
import type { Caller } from '../caller/caller';
import { CurrentCaller } from '../caller/current-caller.decorator';
import { CommandId } from '../idempotency/command-id.decorator';
import { Answers } from '../openapi/answers.decorator';
import { deadlines, Services } from '../rpc/services';
import { CartMerge } from '../session/cart-merge';
import { PathId } from '../validation/path-id.pipe';

/** The cart of a visitor, or of an account. */
@ApiTags('cart')
@Controller('api/cart')
export class CartController {
  constructor(
    private readonly services: Services,
    private readonly merge: CartMerge,
  ) {}

  @Get()
  @Answers('CartView')
  async cart(@CurrentCaller() caller: Caller): Promise<CartView> {
    await this.merge.settleFor(caller);
    return this.services.call('orders.get-cart', { cartId: caller.cartId }, deadlines.read);
  }

  @Post('lines')
  @HttpCode(200)
  @Answers('CartView')
  add(
    @Body() { variantId, quantity }: AddCartLineDto,
    @CurrentCaller() { cartId }: Caller,
    @CommandId() commandId: string,
  ): Promise<CartView> {
    return this.services.call('orders.add-to-cart', { commandId, cartId, variantId, quantity }, deadlines.command);
  }

  @Put('lines/:variantId')
  @Answers('CartView')
  change(
    @Param('variantId', PathId) variantId: string,
    @Body() { quantity }: ChangeCartLineDto,
    @CurrentCaller() { cartId }: Caller,
    @CommandId() commandId: string,
  ): Promise<CartView> {
    return this.services.call('orders.change-line', { commandId, cartId, variantId, quantity }, deadlines.command);
  }

  @Delete('lines/:variantId')
  @Answers('CartView')
  remove(
    @Param('variantId', PathId) variantId: string,
    @CurrentCaller() { cartId }: Caller,
    @CommandId() commandId: string,
  ): Promise<CartView> {
    return this.services.call('orders.remove-line', { commandId, cartId, variantId }, deadlines.command);
  }
}
