import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EventStore, VersionConflictError, type AggregateRepository } from '@mercury/platform/event-store';
import type { RiskAssessment, RiskEvent } from '@mercury/risk/contracts';
import { resolveReview, type AssessmentState } from '@mercury/risk/domain';
import { answerOf, assessmentStreams, deciding } from '../assess/assessments';
import { ResolveReview } from './resolve-review.command';
import { closeReview } from './review-queue';

/**
 * Two people may answer at once: the stream's version lets one be first, the other loads again and is told, or hears the
 * same answer. Answers with the decision that now holds. Refused with `risk.review_resolved`, `risk.not_in_review` (409)
 * and `risk.assessment_not_found` (404).
 */
@CommandHandler(ResolveReview)
export class ResolveReviewHandler implements ICommandHandler<ResolveReview> {
  private readonly streams: AggregateRepository<AssessmentState, RiskEvent>;

  constructor(store: EventStore) {
    this.streams = assessmentStreams(store);
  }

  async execute(command: ResolveReview): Promise<RiskAssessment> {
    try {
      return await this.resolve(command);
    } catch (error) {
      if (error instanceof VersionConflictError) return this.resolve(command);
      throw error;
    }
  }

  private async resolve({ request }: ResolveReview): Promise<RiskAssessment> {
    const { commandId, assessmentId, decision, note, resolvedBy } = request;
    const review = await this.streams.load(assessmentId);
    const events = deciding(() => resolveReview(review.state, { decision, note, resolvedBy }));
    await this.streams.append(review, events, { commandId, actor: resolvedBy, inline: closeReview });
    return { ...(answerOf(review.state) as RiskAssessment), decision };
  }
}
