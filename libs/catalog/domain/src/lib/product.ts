import type { ProductDescription, ProductEvent } from '@mercury/catalog/contracts';

/** What is known of one product: nothing, its description while it is listed, or that it was withdrawn. */
export interface ProductState {
  readonly status: 'unknown' | 'listed' | 'withdrawn';
  readonly description?: ProductDescription;
}

/** How the events of `catalog.product-<productId>` fold. */
export const productAggregate = {
  streamType: 'catalog.product',
  initialState: (): ProductState => ({ status: 'unknown' }),
  evolve(state: ProductState, event: ProductEvent): ProductState {
    switch (event.type) {
      case 'catalog.product.listed':
      case 'catalog.product.revised':
        return { status: 'listed', description: event.data };
      case 'catalog.product.withdrawn':
        return { ...state, status: 'withdrawn' };
    }
  },
};
