import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { OrderEvent } from '@mercury/orders/contracts';
import { commitStock, missStock, nextStep, renewHold, type OrderState } from '@mercury/orders/domain';
import { DomainError } from '@mercury/platform/errors';
import { deterministicId } from '@mercury/shared/util-ids';
import { OrderStreams } from '../orders/order-streams';
import { isGone, StockHolds } from '../orders/stock-holds';
import { Catalogue } from '../peers/catalogue';
import { SecureStock } from './secure-stock.command';

/**
 * Dispatched when an order is approved. A hold that ran out while the order was looked at is renewed if the goods are
 * still free, and the event of that dispatches this command again; if they are not, the order ends as sold out.
 */
@CommandHandler(SecureStock)
export class SecureStockHandler implements ICommandHandler<SecureStock> {
  constructor(
    private readonly orders: OrderStreams,
    private readonly catalogue: Catalogue,
    private readonly holds: StockHolds,
  ) {}

  async execute({ orderId, cause }: SecureStock): Promise<void> {
    await this.orders.decide(orderId, cause, async ({ state }) => {
      if (nextStep(state) !== 'secure-stock' || !state.hold) return [];
      try {
        await this.catalogue.commit(deterministicId('commit', state.hold.holdId), state.hold.holdId);
        return commitStock(state);
      } catch (error) {
        if (!isGone(error)) throw error;
        return this.renew(orderId, state);
      }
    });
  }

  private async renew(orderId: string, state: OrderState): Promise<OrderEvent[]> {
    try {
      return renewHold(state, await this.holds.take(orderId, state.placed?.lines ?? [], state.holdIds.length));
    } catch (error) {
      if (error instanceof DomainError && error.code === 'catalog.sold_out') return missStock(state);
      throw error;
    }
  }
}
