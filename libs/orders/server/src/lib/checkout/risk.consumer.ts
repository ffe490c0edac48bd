import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Ctx, Payload } from '@nestjs/microservices';
import { RedisStreamsContext, StreamEvent } from '@mercury/platform/redis-streams';
import type { RiskEvent } from '@mercury/risk/contracts';
import { causeOf } from '@mercury/platform/event-store';
import { ResolveReview } from './resolve-review.command';

type Resolved = Extract<RiskEvent, { type: 'risk.review.resolved' }>['data'];

/** What reviewers decide. */
@Controller()
export class RiskConsumer {
  constructor(private readonly commands: CommandBus) {}

  @StreamEvent('commerce', 'risk.review.resolved.v1')
  async resolved(@Payload() { orderId, assessmentId, decision }: Resolved, @Ctx() context: RedisStreamsContext) {
    const verdict = { assessmentId, decision };
    await this.commands.execute(new ResolveReview(orderId, causeOf('resolve-review', context), verdict));
  }
}
