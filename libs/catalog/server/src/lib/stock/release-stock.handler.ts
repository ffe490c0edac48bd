import { EntityManager } from '@mikro-orm/postgresql';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { releaseHold } from '@mercury/catalog/domain';
import { EventStore } from '@mercury/platform/event-store';
import { deciding } from '../refuse';
import { ReleaseStock } from './release-stock.command';
import { variantsOfHold } from './holds';
import { StockStreams } from './stock-streams';

/** The hold index says which variants are meant; their streams decide. */
@CommandHandler(ReleaseStock)
export class ReleaseStockHandler implements ICommandHandler<ReleaseStock> {
  private readonly streams: StockStreams;

  constructor(
    private readonly em: EntityManager,
    store: EventStore,
  ) {
    this.streams = new StockStreams(store);
  }

  async execute({ request }: ReleaseStock): Promise<{ position: number }> {
    const variantIds = await variantsOfHold(this.em, request.holdId);

    const { position } = await this.streams.decide(variantIds, request.commandId, (stock) =>
      stock.map(({ id, state }) => deciding(() => releaseHold(state, id, request.holdId, request.reason))),
    );
    return { position };
  }
}
