import { Command } from '@nestjs/cqrs';
import type { CatalogRpc } from '@mercury/catalog/contracts';

/** Gives the held units of all lines back. */
export class ReleaseStock extends Command<{ position: number }> {
  constructor(readonly request: CatalogRpc['catalog.release-stock']['request']) {
    super();
  }
}
