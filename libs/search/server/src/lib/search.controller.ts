import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import type { SearchAnswer, SearchRequest, SearchSuggestion } from '@mercury/search/contracts';
import { REDIS_STREAMS } from '@mercury/platform/redis-streams';
import { SafeSearch } from './safe-search';

/** The door of search. */
@Controller()
export class SearchController {
  constructor(private readonly search: SafeSearch) {}

  @MessagePattern('search.query', REDIS_STREAMS)
  query(@Payload() request: SearchRequest): Promise<SearchAnswer> {
    return this.search.query(request);
  }

  @MessagePattern('search.suggest', REDIS_STREAMS)
  suggest(@Payload() { q, limit }: { q: string; limit?: number }): Promise<SearchSuggestion[]> {
    return this.search.suggest(q, Math.min(Math.max(limit ?? 8, 1), 20));
  }
}
