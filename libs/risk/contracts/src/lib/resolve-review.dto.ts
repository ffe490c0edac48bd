import { IsIn, IsString, Length } from 'class-validator';

export class ResolveReviewDto {
  @IsIn(['approve', 'decline']) decision!: 'approve' | 'decline';
  @IsString() @Length(1, 500) note!: string;
}
