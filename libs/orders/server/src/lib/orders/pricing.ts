import { Injectable } from '@nestjs/common';
import type { OrdersRpc } from '@mercury/orders/contracts';
import { priceOrder, type PricedOrder } from '@mercury/orders/domain';
import { ConflictError } from '@mercury/platform/errors';
import type { LoadedCart } from '../cart/cart-streams';
import { Catalogue } from '../peers/catalogue';
import { deciding } from '../refuse';

type Wish = Pick<
  OrdersRpc['orders.place-order']['request'],
  'shippingMethod' | 'shippingAddress' | 'expectedTotalMinor'
>;

/** What a cart costs now, on the server's word: refused when it is more than the shopper was shown. */
@Injectable()
export class Pricing {
  constructor(private readonly catalogue: Catalogue) {}

  async price({ state }: LoadedCart, wish: Wish): Promise<PricedOrder> {
    if (state.lines.length === 0) throw new ConflictError('orders.cart_empty', { message: 'The cart is empty' });
    const quotes = await this.catalogue.variants(state.lines.map(({ variantId }) => variantId));
    const { shippingMethod, shippingAddress, expectedTotalMinor } = wish;
    const priced = deciding(() =>
      priceOrder(state.lines, quotes, { shippingMethod, country: shippingAddress.country }),
    );
    if (expectedTotalMinor !== undefined && priced.totals.totalMinor > expectedTotalMinor)
      throw new ConflictError('orders.total_changed', {
        message: 'The total has changed since it was shown',
        data: { totals: priced.totals },
      });
    return priced;
  }
}
