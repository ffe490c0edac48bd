import { Type } from 'class-transformer';
import { IsEmail, IsInt, IsOptional, IsString, Length, Matches, Min, ValidateNested } from 'class-validator';
import { AddressDto } from './address.dto';

export class PlaceOrderDto {
  @IsEmail() email!: string;
  @ValidateNested() @Type(() => AddressDto) shippingAddress!: AddressDto;
  @IsString() @Length(1, 40) shippingMethod!: string;
  /** The total the shopper saw; placement is refused with `orders.total_changed` when it is more by now. */
  @IsOptional() @IsInt() @Min(0) expectedTotalMinor?: number;
}

export class PayOrderDto {
  /** A payment method of Stripe (or of its emulator), made in the browser: card numbers never reach Mercury. */
  @Matches(/^pm_[A-Za-z0-9_]+$/) paymentMethodId!: string;
}
