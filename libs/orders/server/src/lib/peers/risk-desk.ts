import { Injectable, Logger } from '@nestjs/common';
import type { PlacedOrder } from '@mercury/orders/contracts';
import { verdictByAmount, type RiskVerdict } from '@mercury/orders/domain';
import { RedisStreamsClient } from '@mercury/platform/redis-streams';
import type { RiskAssessment, RiskRpc } from '@mercury/risk/contracts';
import { Clock, deterministicId } from '@mercury/shared/util-ids';
import { Breaker } from './breaker';

const TIMEOUT_MS = 1_500;

export interface RiskQuestion {
  readonly placed: PlacedOrder;
  readonly paymentId: string;
  readonly cardFingerprint?: string;
  readonly cardCountry?: string;
  readonly occurredAt: string;
}

/** Asks the risk service; while it does not answer, the rule by amount stands in for it. A checkout never waits long. */
@Injectable()
export class RiskDesk {
  private readonly logger = new Logger(RiskDesk.name);
  private readonly breaker: Breaker;

  constructor(
    private readonly client: RedisStreamsClient,
    clock: Clock,
  ) {
    this.breaker = new Breaker(clock, { failures: 3, openMs: 10_000 });
  }

  async assess(question: RiskQuestion): Promise<RiskVerdict> {
    const assessment = await this.breaker.run(
      () => this.client.call<RiskAssessment>('risk.assess', requestOf(question), { timeoutMs: TIMEOUT_MS }),
      (error) => this.logger.warn(`order ${question.placed.orderId} is judged by the rule: ${String(error)}`),
    );
    if (!assessment) return verdictByAmount(question.placed.totals.totalMinor);
    return { assessmentId: assessment.assessmentId, decision: assessment.decision, decidedBy: 'model' };
  }
}

function requestOf(question: RiskQuestion): RiskRpc['risk.assess']['request'] {
  const { placed, paymentId, cardFingerprint, cardCountry, occurredAt } = question;
  return {
    commandId: deterministicId('assess', paymentId),
    orderId: placed.orderId,
    paymentId,
    amountMinor: placed.totals.totalMinor,
    currency: placed.totals.currency,
    customerKey: placed.customerKey,
    ...(cardFingerprint && { cardFingerprint }),
    ...(cardCountry && { cardCountry }),
    shippingCountry: placed.shippingCountry,
    occurredAt,
  };
}
