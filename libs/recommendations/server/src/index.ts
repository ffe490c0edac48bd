export { recommendationsProjection } from './lib/projection/recommendations.projection';
export { RecommendationsModule } from './lib/recommendations.module';
