import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

/** The most behaviour events that one beacon may carry. */
export const MAX_BATCH_EVENTS = 100;

export const behaviourKinds = ['product-viewed', 'product-clicked', 'cart-added', 'search-performed'] as const;

/** One thing a visitor did. Which fields a kind needs: product-* and cart-added a productId; search-performed a query. */
export class BehaviourDto {
  @IsUUID() id!: string;
  @IsIn(behaviourKinds) kind!: (typeof behaviourKinds)[number];
  @IsISO8601() occurredAt!: string;
  @IsOptional() @IsString() @Length(1, 64) productId?: string;
  @IsOptional() @IsString() @Length(1, 64) variantId?: string;
  @IsOptional() @IsInt() @Min(1) @Max(99) quantity?: number;
  @IsOptional() @IsString() @MaxLength(60) list?: string;
  @IsOptional() @IsInt() @Min(0) @Max(10_000) rank?: number;
  @IsOptional() @IsString() @MaxLength(200) query?: string;
  @IsOptional() @IsInt() @Min(0) @Max(1_000_000_000) total?: number;
}

/** A beacon: what one page of one visitor has to tell since the last one. */
export class ActivityBatchDto {
  @IsUUID() batchId!: string;
  @IsUUID() sessionId!: string;
  /** The visitor's clock when the beacon left: the difference to ours corrects `occurredAt`. */
  @IsISO8601() sentAt!: string;

  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_BATCH_EVENTS)
  @ValidateNested({ each: true })
  @Type(() => BehaviourDto)
  events!: BehaviourDto[];
}
