import { Query } from '@nestjs/cqrs';
import type { CatalogRpc } from '@mercury/catalog/contracts';

/** One product with all that its page shows, by slug or id. */
export class GetProduct extends Query<CatalogRpc['catalog.get-product']['response']> {
  constructor(readonly request: CatalogRpc['catalog.get-product']['request']) {
    super();
  }
}
