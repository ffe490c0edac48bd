export { provideTrending } from './lib/provide-trending';
export { HomePageActions, TrendingApiActions } from './lib/trending.actions';
export {
  selectTrendingItems,
  selectTrendingLive,
  selectTrendingLoading,
  selectTrendingMessage,
  selectTrendingStatus,
} from './lib/trending.feature';
