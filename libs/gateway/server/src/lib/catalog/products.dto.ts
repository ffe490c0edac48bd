import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, Matches } from 'class-validator';

/** Several products at once: `?ids=a,b`. */
export class ProductCardsQuery {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @ArrayMinSize(1)
  @ArrayMaxSize(60)
  @ArrayUnique()
  @Matches(/^[\w.~:-]{1,64}$/, { each: true })
  ids!: string[];
}
