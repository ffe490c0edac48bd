import { IsISO31661Alpha2, IsOptional, IsString, Length, MaxLength } from 'class-validator';

/** Where a parcel goes. */
export class AddressDto {
  @IsString() @Length(1, 100) name!: string;
  @IsString() @Length(1, 120) line1!: string;
  @IsOptional() @IsString() @MaxLength(120) line2?: string;
  @IsString() @Length(1, 80) city!: string;
  @IsString() @Length(1, 20) postalCode!: string;
  @IsISO31661Alpha2() country!: string;
  @IsOptional() @IsString() @MaxLength(30) phone?: string;
}
