import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { CartView } from '@mercury/orders/contracts';
import { CartStreams } from './cart-streams';
import { CartViews } from './cart-views';
import { GetCart } from './get-cart.query';

/** One row and one question to the catalogue, however old the cart. */
@QueryHandler(GetCart)
export class GetCartHandler implements IQueryHandler<GetCart> {
  constructor(
    private readonly carts: CartStreams,
    private readonly views: CartViews,
  ) {}

  async execute({ request: { cartId } }: GetCart): Promise<CartView> {
    return this.views.show(await this.carts.load(cartId));
  }
}
