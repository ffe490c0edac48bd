import { Query } from '@nestjs/cqrs';
import type { CatalogRpc } from '@mercury/catalog/contracts';

/** The tree of categories with the number of products in each. */
export class ListCategories extends Query<CatalogRpc['catalog.list-categories']['response']> {
  constructor(readonly request: CatalogRpc['catalog.list-categories']['request']) {
    super();
  }
}
