import { Command } from '@nestjs/cqrs';
import type { CatalogRpc } from '@mercury/catalog/contracts';

/** Puts sold units of an order back on the shelf. */
export class ReturnStock extends Command<{ position: number }> {
  constructor(readonly request: CatalogRpc['catalog.return-stock']['request']) {
    super();
  }
}
