export type { Recommendation, RecommendationReason, RecommendationsRpc } from './lib/recommendations.views';
