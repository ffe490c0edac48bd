export type {
  Recommendation,
  RecommendationReason,
  RecommendationsRpc,
  RecommendedProduct,
} from './lib/recommendations.views';
