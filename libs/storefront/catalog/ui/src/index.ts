export { FacetGroup } from './lib/facet-group/facet-group';
export { FilterChips } from './lib/filter-chips/filter-chips';
export { type PriceLimits, PriceRange } from './lib/price-range/price-range';
