import { Controller, Get, Query, Req } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import type { SearchAnswer, SearchSuggestion } from '@mercury/search/contracts';
import { Answers } from '../openapi/answers.decorator';
import { deadlines, Services } from '../rpc/services';
import { searchRequestFrom } from './search-request';
import { SearchQuery, SuggestQuery } from './search.dto';

/** Finding products. */
@ApiTags('search')
@Controller('api/search')
export class SearchController {
  constructor(private readonly services: Services) {}

  @Get()
  @ApiQuery({ type: SearchQuery })
  @ApiQuery({
    name: 'attr.{name}',
    required: false,
    isArray: true,
    type: String,
    description: 'Values of an attribute, for example attr.material=Wool',
  })
  @Answers('SearchAnswer')
  search(@Req() request: Request): Promise<SearchAnswer> {
    return this.services.call('search.query', searchRequestFrom(request.query), deadlines.read);
  }

  @Get('suggest')
  @Answers('SearchSuggestion', { list: true })
  suggest(@Query() { q, limit }: SuggestQuery): Promise<SearchSuggestion[]> {
    return this.services.call('search.suggest', { q, ...(limit && { limit }) }, deadlines.rail);
  }
}
