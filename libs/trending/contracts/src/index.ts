export type { TrendingEntry, TrendingRpc, TrendingShelf, TrendingTop } from './lib/trending.views';
