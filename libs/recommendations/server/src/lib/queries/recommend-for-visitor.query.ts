import { Query } from '@nestjs/cqrs';
import type { Recommendation, RecommendationsRpc } from '@mercury/recommendations/contracts';

/** What a visitor may like, each with the reason. */
export class RecommendForVisitor extends Query<Recommendation[]> {
  constructor(readonly request: RecommendationsRpc['recommendations.for-visitor']['request']) {
    super();
  }
}
