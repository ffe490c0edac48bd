import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { UnavailableError } from '@mercury/platform/errors';
import { EventStore } from '@mercury/platform/event-store';
import { REDIS_STREAMS } from '@mercury/platform/redis-streams';
import type { RiskAssessment, RiskDecision, RiskRpc } from '@mercury/risk/contracts';

/** A risk service that decides what the spec tells it, and its reviewers. */
@Controller()
export class FakeRisk {
  readonly asked: RiskRpc['risk.assess']['request'][] = [];
  decision: RiskDecision = 'approve';
  away = false;

  constructor(private readonly store: EventStore) {}

  @MessagePattern('risk.assess', REDIS_STREAMS)
  assess(@Payload() request: RiskRpc['risk.assess']['request']): RiskAssessment {
    if (this.away) throw new UnavailableError('risk.away');
    this.asked.push(request);
    const assessmentId = `assessment-${request.orderId}`;
    const { orderId } = request;
    return { assessmentId, orderId, probability: 0.1, decision: this.decision, reasons: [], modelId: 'spec' };
  }

  /** A reviewer decides. */
  async review(orderId: string, decision: 'approve' | 'decline'): Promise<void> {
    const assessmentId = `assessment-${orderId}`;
    const data = { assessmentId, orderId, decision, note: 'looked', resolvedBy: 'reviewer' };
    await this.store.append(
      {
        streamId: `risk.assessment-${assessmentId}`,
        expectedVersion: 'any',
        events: [{ type: 'risk.review.resolved', data }],
      },
      { commandId: `${assessmentId}:resolved` },
    );
  }
}
