import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import type { SearchSort } from '@mercury/search/contracts';

const sorts: readonly SearchSort[] = ['relevance', 'newest', 'price-asc', 'price-desc', 'title'];
const asList = ({ value }: { value: unknown }) => (value === undefined || Array.isArray(value) ? value : [value]);
const asBoolean = ({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value);

/** The query of `GET /api/search`, but for its `attr.<name>` parameters. Prices are minor units. */
export class SearchQuery {
  @IsOptional() @IsString() @MaxLength(200) q?: string;
  @IsOptional() @Matches(/^[a-z0-9-]{1,80}$/) category?: string;
  @IsOptional()
  @Transform(asList)
  @ArrayMaxSize(30)
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  brand?: string[];
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(1_000_000_000) minPrice?: number;
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(1_000_000_000) maxPrice?: number;
  @IsOptional() @Transform(asBoolean) @IsBoolean() inStock?: boolean;
  @IsOptional() @IsIn(sorts) sort?: SearchSort;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(60) limit?: number;
  @IsOptional() @IsString() @Length(1, 500) cursor?: string;
}

/** The query of `GET /api/search/suggest`. */
export class SuggestQuery {
  @IsString() @Length(1, 100) q!: string;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(12) limit?: number;
}
