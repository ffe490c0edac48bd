import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

/** How many recommendations. */
export class RecommendationsQuery {
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(24) limit?: number;
}
