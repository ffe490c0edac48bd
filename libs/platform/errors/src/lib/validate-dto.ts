import { plainToInstance, type ClassConstructor } from 'class-transformer';
import { validateSync, type ValidationError as ClassValidatorError } from 'class-validator';
import type { FieldError } from './domain-error';
import { ValidationError } from './named-errors';

/**
 * Turns untrusted data into an instance of a class-validator DTO: HTTP bodies, stream payloads and the environment all
 * pass through here. Unknown fields are refused, not dropped. Throws ValidationError with one entry for each wrong field.
 */
export function validateDto<T extends object>(Dto: ClassConstructor<T>, plain: unknown): T {
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) {
    throw new ValidationError([{ field: '', code: 'is_object', message: 'must be an object' }]);
  }
  const instance = plainToInstance(Dto, plain);
  const errors = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
  if (errors.length > 0) throw new ValidationError(flattenErrors(errors));
  return instance;
}

/** class-validator's tree of errors as a flat list with paths. */
export function flattenErrors(errors: readonly ClassValidatorError[], prefix = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = prefix ? `${prefix}.${error.property}` : error.property;
    const own = Object.entries(error.constraints ?? {}).map(([constraint, message]) => ({
      field,
      code: constraint.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      message,
    }));
    return [...own, ...flattenErrors(error.children ?? [], field)];
  });
}
