import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';

/** The most places of a ranking that a page shows. */
export const MAX_SHELF = 24;

/** Which ranking: of the whole shop or of one category, and how many places of it. */
export class TrendingQuery {
  @IsOptional() @Matches(/^(all|category:[a-z0-9-]{1,80})$/) scope?: string;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(MAX_SHELF) limit?: number;
}
