import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { REDIS_STREAMS } from '@mercury/platform/redis-streams';
import type { RiskRpc } from '@mercury/risk/contracts';
import { AssessPayment } from './assess/assess-payment.command';
import { ListReviews } from './review/list-reviews.query';
import { ResolveReview } from './review/resolve-review.command';

/** The door of risk: each pattern is one command or one query. */
@Controller()
export class RiskController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @MessagePattern('risk.assess', REDIS_STREAMS)
  assess(@Payload() request: RiskRpc['risk.assess']['request']) {
    return this.commands.execute(new AssessPayment(request));
  }

  @MessagePattern('risk.list-reviews', REDIS_STREAMS)
  reviews(@Payload() request: RiskRpc['risk.list-reviews']['request']) {
    return this.queries.execute(new ListReviews(request));
  }

  @MessagePattern('risk.resolve-review', REDIS_STREAMS)
  resolve(@Payload() request: RiskRpc['risk.resolve-review']['request']) {
    return this.commands.execute(new ResolveReview(request));
  }
}
