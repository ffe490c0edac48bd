import { Command } from '@nestjs/cqrs';
import type { CatalogRpc } from '@mercury/catalog/contracts';

/** Sets the units of all lines aside, or none. */
export class HoldStock extends Command<{ position: number }> {
  constructor(readonly request: CatalogRpc['catalog.hold-stock']['request']) {
    super();
  }
}
