import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { available, holdStock } from '@mercury/catalog/domain';
import { ConflictError, ValidationError } from '@mercury/platform/errors';
import { EventStore } from '@mercury/platform/event-store';
import { deciding } from '../refuse';
import { HoldStock } from './hold-stock.command';
import { StockStreams } from './stock-streams';

/** One append over all lines. When a line is short the answer names what is free of each line, so that a cart can tell. */
@CommandHandler(HoldStock)
export class HoldStockHandler implements ICommandHandler<HoldStock> {
  private readonly streams: StockStreams;

  constructor(store: EventStore) {
    this.streams = new StockStreams(store);
  }

  async execute({ request: { commandId, holdId, lines, expiresAt } }: HoldStock): Promise<{ position: number }> {
    const wanted = new Map<string, number>();
    for (const { variantId, quantity } of lines) wanted.set(variantId, (wanted.get(variantId) ?? 0) + quantity);
    if (wanted.size === 0)
      throw new ValidationError([{ field: 'lines', code: 'not_empty', message: 'A hold needs a line' }]);
    const variantIds = [...wanted.keys()].sort();
    const { position } = await this.streams.decide(variantIds, commandId, (stock) => {
      const short = stock.some(
        ({ id, state }) => !state.holds[holdId] && available(state) < (wanted.get(id) as number),
      );
      if (short)
        throw new ConflictError('catalog.sold_out', {
          message: 'Not enough units are free',
          data: { lines: stock.map(({ id, state }) => ({ variantId: id, available: available(state) })) },
        });
      return stock.map(({ id, state }) =>
        deciding(() => holdStock(state, { variantId: id, holdId, quantity: wanted.get(id) as number, expiresAt })),
      );
    });
    return { position };
  }
}
