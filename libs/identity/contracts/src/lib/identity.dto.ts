import { IsEmail, IsString, Length, MaxLength } from 'class-validator';

export class RegisterDto {
  @IsEmail() @MaxLength(254) email!: string;
  /** Long beats complicated: at least 10 characters (NIST SP 800-63B), no rules of composition. */
  @IsString() @Length(10, 200) password!: string;
  @IsString() @Length(1, 80) displayName!: string;
}

export class LoginDto {
  @IsEmail() @MaxLength(254) email!: string;
  @IsString() @Length(1, 200) password!: string;
}
