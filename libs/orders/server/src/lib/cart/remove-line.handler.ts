import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CartView } from '@mercury/orders/contracts';
import { removeLine } from '@mercury/orders/domain';
import { CartStreams } from './cart-streams';
import { CartViews } from './cart-views';
import { RemoveLine } from './remove-line.command';

@CommandHandler(RemoveLine)
export class RemoveLineHandler implements ICommandHandler<RemoveLine> {
  constructor(
    private readonly carts: CartStreams,
    private readonly views: CartViews,
  ) {}

  async execute({ request: { commandId, cartId, variantId } }: RemoveLine): Promise<CartView> {
    const quotes = await this.views.quotes([cartId]);
    const cart = await this.carts.decide(cartId, commandId, (state) => removeLine(state, variantId));
    return this.views.show(cart, quotes);
  }
}
