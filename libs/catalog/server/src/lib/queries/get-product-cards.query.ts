import { Query } from '@nestjs/cqrs';
import type { CatalogRpc } from '@mercury/catalog/contracts';

/** Products as cards, in the order asked for; what is not on the shelf is left out. */
export class GetProductCards extends Query<CatalogRpc['catalog.get-product-cards']['response']> {
  constructor(readonly request: CatalogRpc['catalog.get-product-cards']['request']) {
    super();
  }
}
