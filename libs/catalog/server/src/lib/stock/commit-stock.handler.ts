import { EntityManager } from '@mikro-orm/postgresql';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { commitHold } from '@mercury/catalog/domain';
import { ConflictError } from '@mercury/platform/errors';
import { EventStore } from '@mercury/platform/event-store';
import { deciding } from '../refuse';
import { CommitStock } from './commit-stock.command';
import { variantsOfHold } from './holds';
import { StockStreams } from './stock-streams';

/** The hold index says which variants are meant; their streams decide. */
@CommandHandler(CommitStock)
export class CommitStockHandler implements ICommandHandler<CommitStock> {
  private readonly streams: StockStreams;

  constructor(
    private readonly em: EntityManager,
    store: EventStore,
  ) {
    this.streams = new StockStreams(store);
  }

  async execute({ request }: CommitStock): Promise<{ position: number }> {
    const variantIds = await variantsOfHold(this.em, request.holdId);
    if (variantIds.length === 0)
      throw new ConflictError('catalog.hold_gone', { message: `Hold ${request.holdId} is not known` });
    const { position } = await this.streams.decide(variantIds, request.commandId, (stock) =>
      stock.map(({ id, state }) => deciding(() => commitHold(state, id, request.holdId))),
    );
    return { position };
  }
}
