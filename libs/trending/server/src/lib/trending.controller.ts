import { Controller } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { REDIS_STREAMS } from '@mercury/platform/redis-streams';
import type { TrendingRpc } from '@mercury/trending/contracts';
import { TopTrending } from './queries/top-trending.query';

/** The door of trending. */
@Controller()
export class TrendingController {
  constructor(private readonly queries: QueryBus) {}

  @MessagePattern('trending.top', REDIS_STREAMS)
  top(@Payload() request: TrendingRpc['trending.top']['request']) {
    return this.queries.execute(new TopTrending(request));
  }
}
