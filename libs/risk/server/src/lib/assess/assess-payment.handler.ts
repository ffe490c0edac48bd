import { EntityManager } from '@mikro-orm/postgresql';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DomainError } from '@mercury/platform/errors';
import {
  EventStore,
  IdempotencyMismatchError,
  VersionConflictError,
  type AggregateRepository,
} from '@mercury/platform/event-store';
import type { RiskAssessment, RiskEvent, RiskRpc } from '@mercury/risk/contracts';
import { acceptAmount, assess, assessmentAggregate, type AssessmentState } from '@mercury/risk/domain';
import { deterministicId } from '@mercury/shared/util-ids';
import { historyKeys } from '../history/keys';
import { KeyedQueue } from '../history/keyed-queue';
import { readHistory } from '../history/read-history';
import { HistoryMovedError, writePayment } from '../history/write-history';
import { openReview } from '../review/review-queue';
import { RiskMetrics } from '../risk.metrics';
import { AssessPayment } from './assess-payment.command';
import { answerOf, assessmentStreams } from './assessments';
import { paymentOf } from './payment-of';
import { RiskOptions } from './risk-options';

const ATTEMPTS = 30;

/**
 * Reads the history at a version, judges, appends the event and notes the payment in one transaction that compares the
 * version. So of payments that come at once each sees those that were judged before it, also across processes. The
 * stream's id derives from the command: a repeated command finds its first answer there.
 */
@CommandHandler(AssessPayment)
export class AssessPaymentHandler implements ICommandHandler<AssessPayment> {
  private readonly streams: AggregateRepository<AssessmentState, RiskEvent>;
  private readonly queue = new KeyedQueue();

  constructor(
    private readonly em: EntityManager,
    store: EventStore,
    private readonly options: RiskOptions,
    private readonly metrics: RiskMetrics,
  ) {
    this.streams = assessmentStreams(store);
  }

  execute({ request }: AssessPayment): Promise<RiskAssessment> {
    return this.metrics.timed(() => this.queue.run(request.customerKey, () => this.untilSettled(request)));
  }

  private async untilSettled(request: RiskRpc['risk.assess']['request']): Promise<RiskAssessment> {
    for (let attempt = 1; ; attempt += 1)
      try {
        return await this.assessOnce(request);
      } catch (error) {
        const lostRace = error instanceof HistoryMovedError || error instanceof VersionConflictError;
        if (!lostRace || attempt === ATTEMPTS) throw error;
      }
  }

  private async assessOnce(request: RiskRpc['risk.assess']['request']): Promise<RiskAssessment> {
    const assessmentId = deterministicId('risk.assess', request.commandId);
    const loaded = await this.streams.load(assessmentId);
    if (loaded.state.made) return firstAnswer(loaded.state, request);
    const payment = paymentOf(request, assessmentId);
    const keys = historyKeys(request, this.options.testCards);
    const { history, versions } = await readHistory(this.em, keys, payment);
    const events = assess(payment, history, this.options.model);
    const usual = acceptAmount(history.usual, payment.amountMinor);
    await this.streams.append(loaded, events, {
      commandId: request.commandId,
      inline: async (em, planned) => {
        const { paidAt, amountMinor } = { ...payment, paidAt: new Date(payment.atMs).toISOString() };
        await writePayment(em, { assessmentId, keys, versions, paidAt, amountMinor, usual });
        await openReview(em, planned);
      },
    });
    const state = events.reduce(assessmentAggregate.evolve, loaded.state);
    this.metrics.assessed(state);
    return firstAnswer(state, request);
  }
}

function firstAnswer(state: AssessmentState, request: RiskRpc['risk.assess']['request']): RiskAssessment {
  const { made } = state;
  const answer = answerOf(state);
  if (!made || !answer) throw new DomainError('risk.assessment_not_found', { status: 404 });
  if (made.paymentId !== request.paymentId || made.amountMinor !== request.amountMinor)
    throw new IdempotencyMismatchError(request.commandId);
  return answer;
}
