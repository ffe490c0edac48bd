import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { validateDto } from '@mercury/platform/errors';
import { REMEMBERED_PLACES, scopePattern } from '@mercury/trending/domain';
import { TrendingReader } from '../trending-reader';
import { TopTrending } from './top-trending.query';

class TopTrendingDto {
  @IsOptional() @Matches(scopePattern) scope?: string;
  @IsOptional() @IsInt() @Min(1) @Max(REMEMBERED_PLACES) limit?: number;
}

@QueryHandler(TopTrending)
export class TopTrendingHandler implements IQueryHandler<TopTrending> {
  constructor(private readonly reader: TrendingReader) {}

  async execute({ request }: TopTrending) {
    const { scope = 'all', limit = 12 } = validateDto(TopTrendingDto, request ?? {});
    return this.reader.top(scope, limit);
  }
}
