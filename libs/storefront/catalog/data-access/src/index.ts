export { CatalogPageActions } from './lib/catalog.actions';
export { type CatalogQuery, keyOf, paramsOf, queryOf, sorts, unfiltered } from './lib/catalog-query';
export { type Results, selectResults } from './lib/catalog.feature';
export { type AppliedFilter, appliedFilters, toggled } from './lib/filters';
export { CategoryTree } from './lib/category-tree';
export { provideCatalog } from './lib/provide-catalog';
