import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import type { OrderStatus } from '@mercury/orders/contracts';

const statuses: readonly OrderStatus[] = [
  'awaiting_payment',
  'payment_processing',
  'action_required',
  'checking',
  'in_review',
  'confirmed',
  'cancelled',
  'expired',
];

/** The query of `GET /api/orders`. */
export class ListOrdersQuery {
  @IsOptional() @IsIn(statuses) status?: OrderStatus;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(50) limit?: number;
  @IsOptional() @IsString() @Length(1, 300) cursor?: string;
}

/** The body of a cancellation. */
export class CancelOrderDto {
  @IsOptional() @IsString() @Length(1, 300) reason?: string;
}
