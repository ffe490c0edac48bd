import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CartView } from '@mercury/orders/contracts';
import { mergeCarts } from '@mercury/orders/domain';
import { CartStreams, type LoadedCart } from './cart-streams';
import { CartViews } from './cart-views';
import { MergeCarts } from './merge-carts.command';

/**
 * Both carts change in one append. Of two merges at once (two tabs that log in) one wins; the other loads again and finds
 * the guest's cart empty: nothing is lost and nothing comes twice. The catalogue is needed for the answer only.
 */
@CommandHandler(MergeCarts)
export class MergeCartsHandler implements ICommandHandler<MergeCarts> {
  constructor(
    private readonly carts: CartStreams,
    private readonly views: CartViews,
  ) {}

  async execute({ request: { commandId, fromCartId, intoCartId } }: MergeCarts): Promise<CartView> {
    if (fromCartId === intoCartId) return this.views.show(await this.carts.load(intoCartId));
    const [, into] = await this.carts.decideAll([fromCartId, intoCartId], commandId, ([from, target]) => {
      const decision = mergeCarts(
        { id: fromCartId, state: from ?? { lines: [] } },
        { id: intoCartId, state: target ?? { lines: [] } },
      );
      return [decision.from, decision.into];
    });
    return this.views.show(into as LoadedCart);
  }
}
