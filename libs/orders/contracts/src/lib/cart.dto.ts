import { IsInt, IsString, Length, Max, Min } from 'class-validator';

/** The most units of one variant that a cart holds. */
export const MAX_LINE_QUANTITY = 99;

export class AddCartLineDto {
  @IsString() @Length(1, 64) variantId!: string;
  @IsInt() @Min(1) @Max(MAX_LINE_QUANTITY) quantity!: number;
}

export class ChangeCartLineDto {
  @IsInt() @Min(0) @Max(MAX_LINE_QUANTITY) quantity!: number;
}
