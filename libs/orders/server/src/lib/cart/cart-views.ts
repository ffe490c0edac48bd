import { Injectable } from '@nestjs/common';
import type { VariantQuote } from '@mercury/catalog/contracts';
import type { CartView } from '@mercury/orders/contracts';
import { Catalogue } from '../peers/catalogue';
import { CartStreams, type LoadedCart } from './cart-streams';
import { cartView } from './cart-view';

/**
 * Quotes for a cart in one question to the catalogue. Commands ask before they decide, so that nothing changes when the
 * answer could not be shown; only lines that somebody else added meanwhile cost a second question.
 */
@Injectable()
export class CartViews {
  constructor(
    private readonly carts: CartStreams,
    private readonly catalogue: Catalogue,
  ) {}

  /** Quotes of all lines that these carts have now, and of what is about to be added. */
  async quotes(cartIds: readonly string[], alsoVariantIds: readonly string[] = []): Promise<VariantQuote[]> {
    const carts = await Promise.all(cartIds.map((id) => this.carts.load(id)));
    const inCarts = carts.flatMap(({ state }) => state.lines.map(({ variantId }) => variantId));
    return this.catalogue.variants([...new Set([...inCarts, ...alsoVariantIds])]);
  }

  async show(cart: LoadedCart, known: readonly VariantQuote[] = []): Promise<CartView> {
    const quoted = new Set(known.map(({ variantId }) => variantId));
    const missing = cart.state.lines.map(({ variantId }) => variantId).filter((id) => !quoted.has(id));
    return cartView(cart, [...known, ...(await this.catalogue.variants(missing))]);
  }
}
