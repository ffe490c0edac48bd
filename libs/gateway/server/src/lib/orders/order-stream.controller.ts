import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Caller } from '../caller/caller';
import { CurrentCaller } from '../caller/current-caller.decorator';
import { EventStreams } from '../live/event-streams';
import { Answers } from '../openapi/answers.decorator';
import { PathId } from '../validation/path-id.pipe';
import { OrderFeed } from './order-feed';

/** An order as it moves. */
@ApiTags('orders')
@Controller('api/orders')
export class OrderStreamController {
  constructor(
    private readonly feed: OrderFeed,
    private readonly streams: EventStreams,
  ) {}

  @Get(':orderId/stream')
  @Answers('OrderView')
  async stream(
    @Param('orderId', PathId) orderId: string,
    @CurrentCaller() { owner }: Caller,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.feed.order(orderId, owner);
    this.feed.follow(orderId, owner, this.streams.open(request, response));
  }
}
