import { IsEmail, IsString, Length } from 'class-validator';

export class RegisterDto {
  @IsEmail() email!: string;
  /** Long beats complicated: at least 10 characters (NIST SP 800-63B), no rules of composition. */
  @IsString() @Length(10, 200) password!: string;
  @IsString() @Length(1, 80) displayName!: string;
}

export class LoginDto {
  @IsEmail() email!: string;
  @IsString() @Length(1, 200) password!: string;
}
