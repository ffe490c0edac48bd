import { Query } from '@nestjs/cqrs';
import type { Recommendation, RecommendationsRpc } from '@mercury/recommendations/contracts';

/** What goes with a product. */
export class RecommendForProduct extends Query<Recommendation[]> {
  constructor(readonly request: RecommendationsRpc['recommendations.for-product']['request']) {
    super();
  }
}
