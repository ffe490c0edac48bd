export { CatalogModule } from './lib/catalog.module';
export { loadProducts, type LoadResult, type ProductToLoad } from './lib/load/load-products';
export { catalogMigrations } from './lib/migrations';
export { productsProjection } from './lib/projections/products.projection';
export { catalogEventTypes } from './lib/events/catalog.event-types';
