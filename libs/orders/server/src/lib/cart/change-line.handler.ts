import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CartView } from '@mercury/orders/contracts';
import { changeQuantity } from '@mercury/orders/domain';
import { CartStreams } from './cart-streams';
import { CartViews } from './cart-views';
import { ChangeLine } from './change-line.command';

@CommandHandler(ChangeLine)
export class ChangeLineHandler implements ICommandHandler<ChangeLine> {
  constructor(
    private readonly carts: CartStreams,
    private readonly views: CartViews,
  ) {}

  async execute({ request: { commandId, cartId, variantId, quantity } }: ChangeLine): Promise<CartView> {
    const quotes = await this.views.quotes([cartId]);
    const cart = await this.carts.decide(cartId, commandId, (state) => changeQuantity(state, variantId, quantity));
    return this.views.show(cart, quotes);
  }
}
