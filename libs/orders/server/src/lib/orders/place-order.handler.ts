import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { OrdersRpc, OrderView } from '@mercury/orders/contracts';
import { VersionConflictError } from '@mercury/platform/event-store';
import { deterministicId } from '@mercury/shared/util-ids';
import { CartStreams, type LoadedCart } from '../cart/cart-streams';
import { retrying } from '../retrying';
import { OrderStreams } from './order-streams';
import { OrderViews } from './order-views';
import { PlaceOrder } from './place-order.command';
import { Placement } from './placement';
import { Pricing } from './pricing';
import { StockHolds, type Hold } from './stock-holds';

type Request = OrdersRpc['orders.place-order']['request'];

/**
 * Prices the cart, holds the goods, then appends the order and the emptied cart together. The order's id derives from the
 * command, so a retry finds it. Of two placements of one cart one wins; the loser gives its hold back and finds the cart
 * empty. When the append's fate is unknown the hold is left alone: it may be the order's, and else runs out by itself.
 */
@CommandHandler(PlaceOrder)
export class PlaceOrderHandler implements ICommandHandler<PlaceOrder> {
  constructor(
    private readonly orders: OrderStreams,
    private readonly carts: CartStreams,
    private readonly pricing: Pricing,
    private readonly holds: StockHolds,
    private readonly placement: Placement,
    private readonly views: OrderViews,
  ) {}

  async execute({ request }: PlaceOrder): Promise<OrderView> {
    const orderId = deterministicId('order', request.commandId);
    return retrying(
      async (attempt) => {
        const order = await this.orders.load(orderId);
        if (order.state.placed) return this.views.of(order);
        const [cart] = await this.carts.loadAll([request.cartId], { caughtUp: attempt > 1 });
        return this.place(orderId, cart as LoadedCart, request);
      },
      { attempts: 5, again: (error) => error instanceof VersionConflictError },
    );
  }

  private async place(orderId: string, cart: LoadedCart, request: Request): Promise<OrderView> {
    let hold: Hold | undefined;
    try {
      const priced = await this.pricing.price(cart, request);
      hold = await this.holds.take(orderId, priced.lines);
      return await this.views.of(await this.placement.append({ orderId, cart, request, priced, hold }));
    } catch (error) {
      // The same command may run twice at once, as a retry that overtook its first run: what the other one has done to
      // the cart, to the stock or to the streams is then no reason to refuse.
      const order = await this.orders.load(orderId);
      if (hold && error instanceof VersionConflictError && order.state.placed?.holdId !== hold.holdId)
        await this.holds.giveBack(hold.holdId);
      if (order.state.placed) return this.views.of(order);
      throw error;
    }
  }
}
