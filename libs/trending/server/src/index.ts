export { trendingProjection } from './lib/projection/trending.projection';
export { TrendingReader } from './lib/trending-reader';
export { TrendingModule } from './lib/trending.module';
