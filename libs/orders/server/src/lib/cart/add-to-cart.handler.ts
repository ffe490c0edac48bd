import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CartView } from '@mercury/orders/contracts';
import { addLine } from '@mercury/orders/domain';
import { NotFoundError } from '@mercury/platform/errors';
import { AddToCart } from './add-to-cart.command';
import { CartStreams } from './cart-streams';
import { CartViews } from './cart-views';

/** What the catalogue does not sell cannot be added; whether enough is free is said by the cart, and decided by the hold. */
@CommandHandler(AddToCart)
export class AddToCartHandler implements ICommandHandler<AddToCart> {
  constructor(
    private readonly carts: CartStreams,
    private readonly views: CartViews,
  ) {}

  async execute({ request: { commandId, cartId, variantId, quantity } }: AddToCart): Promise<CartView> {
    const quotes = await this.views.quotes([cartId], [variantId]);
    const productId = quotes.find((quote) => quote.variantId === variantId)?.productId;
    if (!productId) throw new NotFoundError('orders.variant_not_found', { message: 'This item is not sold here' });
    const cart = await this.carts.decide(cartId, commandId, (state) =>
      addLine(state, { variantId, productId, quantity }),
    );
    return this.views.show(cart, quotes);
  }
}
