import { importedIds, type ProductCard, type ProductDetail } from '@mercury/catalog/contracts';
import { MAX_LINE_QUANTITY } from '@mercury/orders/contracts';
import type { Tally } from '../report/tally';
import { Refusal } from '../client/shop-error';
import { cardOf } from '../visit/cards';
import type { Visitor } from '../visit/visitor';
import type { Basket, BasketLine } from './baskets';

/** A product as far as a basket needs it. */
interface Found {
  readonly productId: string;
  readonly variantId: string;
}

/** Walks real baskets through the shop: look at each item, put it into the cart, order, pay, wait for the end. */
export class BasketWalk {
  private readonly known = new Map<string, Promise<Found>>();

  constructor(
    private readonly source: string,
    private readonly tally: Tally,
  ) {}

  /** Never throws: what goes wrong is in the tally. */
  async walk(basket: Basket, visitor: Visitor): Promise<void> {
    const where = `basket ${basket.sessionId}`;
    visitor.enter();
    try {
      const added = await this.fill(basket, visitor, where);
      await visitor.tell();
      if (added === 0) return;
      const order = await visitor.placeOrder();
      await visitor.pay(order, cardOf('good', basket.customerId), where);
    } catch (error) {
      this.tally.note(error, where);
      // What could not be bought must not join the customer's next basket.
      await visitor.emptyCart().catch((second: unknown) => this.tally.note(second, `${where}, emptying the cart`));
    }
  }

  private async fill(basket: Basket, visitor: Visitor, where: string): Promise<number> {
    let added = 0;
    for (const [at, line] of basket.lines.entries()) {
      const item = `${where}, item ${line.itemId}`;
      try {
        const found = await this.look(line, visitor);
        await this.put(found, line.quantity, visitor, item);
        added += 1;
      } catch (error) {
        this.tally.note(error, item);
        if (!(error instanceof Refusal)) throw error;
        if (error.code !== 'orders.cart_full') continue;
        this.tally.add('leftOut', basket.lines.length - at);
        break;
      }
    }
    return added;
  }

  private async look({ itemId }: BasketLine, visitor: Visitor): Promise<Found> {
    const { productId } = importedIds(itemId, this.source);
    // Pages are opened once by one of the shoppers; each of them is seen by all, and told by a beacon of their own.
    const known = this.known.get(itemId) ?? this.find(productId, visitor);
    this.known.set(itemId, known);
    known.catch(() => this.known.delete(itemId));
    const found = await known;
    await visitor.note({ kind: 'product-viewed', productId });
    return found;
  }

  private async find(productId: string, visitor: Visitor): Promise<Found> {
    const [card] = await visitor.client.get<ProductCard[]>(`/api/products?ids=${productId}`);
    if (!card) throw new Refusal('catalog.product_not_found', 404, `no product ${productId}`);
    const { variants } = await visitor.client.get<ProductDetail>(`/api/products/${encodeURIComponent(card.slug)}`);
    return { productId, variantId: variants[0]?.variantId ?? '' };
  }

  /** Wholesale quantities are tried as they are; refused, the shopper takes the most that a line may hold. */
  private async put(found: Found, quantity: number, visitor: Visitor, where: string): Promise<void> {
    try {
      await visitor.add(found.productId, found.variantId, quantity);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'orders.cart_full' || quantity <= MAX_LINE_QUANTITY)
        throw error;
      this.tally.note(error, `${where}, ${quantity} units`);
      await visitor.add(found.productId, found.variantId, MAX_LINE_QUANTITY);
    }
  }
}
