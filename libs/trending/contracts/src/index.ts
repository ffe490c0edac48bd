export type { TrendingEntry, TrendingRpc, TrendingTop } from './lib/trending.views';
