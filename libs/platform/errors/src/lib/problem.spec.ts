import { IsInt, IsString, Min } from 'class-validator';
import { ConflictError, ValidationError } from './named-errors';
import { fromProblem, toProblem } from './problem';
import { validateDto } from './validate-dto';

class AddLineDto {
  @IsString() variantId!: string;
  @IsInt() @Min(1) quantity!: number;
}

describe('problem details', () => {
  it('carries a domain error over a wire and back', () => {
    const error = new ConflictError('catalog.sold_out', { message: 'Only 2 left', data: { available: 2 } });
    const back = fromProblem(JSON.parse(JSON.stringify(toProblem(error))));
    expect(back).toMatchObject({
      code: 'catalog.sold_out',
      status: 409,
      message: 'Only 2 left',
      data: { available: 2 },
    });
  });

  it('hides what is not a domain error', () => {
    const problem = toProblem(new Error('password is hunter2'));
    expect(problem).toMatchObject({ status: 500, code: 'internal' });
    expect(JSON.stringify(problem)).not.toContain('hunter2');
  });
});

describe('validateDto', () => {
  it('names every wrong field', () => {
    const attempt = () => validateDto(AddLineDto, { variantId: 7, quantity: 0, extra: true });
    expect(attempt).toThrow(ValidationError);
    try {
      attempt();
    } catch (error) {
      expect((error as ValidationError).fieldErrors.map((entry) => entry.field).sort()).toEqual([
        'extra',
        'quantity',
        'variantId',
      ]);
    }
  });

  it('refuses what is not an object', () => {
    expect(() => validateDto(AddLineDto, 'text')).toThrow(ValidationError);
  });
});
