import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { TrendingShelf } from '@mercury/trending/contracts';
import { EventStreams } from '../live/event-streams';
import { Answers } from '../openapi/answers.decorator';
import { TrendingFeed } from './trending-feed';
import { TrendingShelves } from './trending-shelves';
import { TrendingQuery } from './trending.dto';

const DEFAULT_LIMIT = 12;

/** What moves in the shop now. */
@ApiTags('trending')
@Controller('api/trending')
export class TrendingController {
  constructor(
    private readonly shelves: TrendingShelves,
    private readonly feed: TrendingFeed,
    private readonly streams: EventStreams,
  ) {}

  @Get()
  @Answers('TrendingShelf')
  shelf(
    @Query() { scope = 'all', limit = DEFAULT_LIMIT }: TrendingQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TrendingShelf> {
    return this.shelves.shelf(scope, limit, response);
  }

  @Get('stream')
  @Answers('TrendingShelf')
  stream(
    @Query() { scope = 'all', limit = DEFAULT_LIMIT }: TrendingQuery,
    @Req() request: Request,
    @Res() response: Response,
  ): void {
    this.feed.follow(scope, limit, this.streams.open(request, response));
  }
}
