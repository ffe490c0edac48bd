import { Query } from '@nestjs/cqrs';
import type { CatalogRpc } from '@mercury/catalog/contracts';

/** Variants with their price and what is free now, in the order asked for. */
export class GetVariants extends Query<CatalogRpc['catalog.get-variants']['response']> {
  constructor(readonly request: CatalogRpc['catalog.get-variants']['request']) {
    super();
  }
}
