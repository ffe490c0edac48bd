import { Command } from '@nestjs/cqrs';
import type { CatalogRpc } from '@mercury/catalog/contracts';

/** Turns the held units of all lines into sold ones. */
export class CommitStock extends Command<{ position: number }> {
  constructor(readonly request: CatalogRpc['catalog.commit-stock']['request']) {
    super();
  }
}
