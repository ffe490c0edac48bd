export { FacetGroup } from './lib/facet-group/facet-group';
export { FilterChips } from './lib/filter-chips/filter-chips';
export { ListTools } from './lib/list-tools/list-tools';
export { type PriceLimits, PriceRange } from './lib/price-range/price-range';
export { ProductGrid } from './lib/product-grid/product-grid';
