import { Query } from '@nestjs/cqrs';
import type { RiskReviewItem, RiskRpc } from '@mercury/risk/contracts';

/** Payments that wait for a person, the longest waiting first. */
export class ListReviews extends Query<RiskReviewItem[]> {
  constructor(readonly request: RiskRpc['risk.list-reviews']['request']) {
    super();
  }
}
