import { EntityManager } from '@mikro-orm/postgresql';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { RiskReviewItem } from '@mercury/risk/contracts';
import { ListReviews } from './list-reviews.query';
import { openReviews } from './review-queue';

const MOST = 200;
const USUAL = 50;

@QueryHandler(ListReviews)
export class ListReviewsHandler implements IQueryHandler<ListReviews> {
  constructor(private readonly em: EntityManager) {}

  execute({ request }: ListReviews): Promise<RiskReviewItem[]> {
    return openReviews(this.em, Math.min(Math.max(Math.trunc(request.limit ?? USUAL), 1), MOST));
  }
}
