import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { returnStock } from '@mercury/catalog/domain';
import { EventStore } from '@mercury/platform/event-store';
import { deciding } from '../refuse';
import { ReturnStock } from './return-stock.command';
import { StockStreams } from './stock-streams';

/** One append over all lines. Each variant takes back the units of an order once, so a repeated return changes nothing. */
@CommandHandler(ReturnStock)
export class ReturnStockHandler implements ICommandHandler<ReturnStock> {
  private readonly streams: StockStreams;

  constructor(store: EventStore) {
    this.streams = new StockStreams(store);
  }

  async execute({ request: { commandId, orderId, lines } }: ReturnStock): Promise<{ position: number }> {
    const units = new Map<string, number>();
    for (const { variantId, quantity } of lines) units.set(variantId, (units.get(variantId) ?? 0) + quantity);
    const { position } = await this.streams.decide([...units.keys()].sort(), commandId, (stock) =>
      stock.map(({ id, state }) => deciding(() => returnStock(state, id, orderId, units.get(id) as number))),
    );
    return { position };
  }
}
