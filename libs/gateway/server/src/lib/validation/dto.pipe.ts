import { Injectable, type ArgumentMetadata, type PipeTransform, type Type } from '@nestjs/common';
import { validateDto, ValidationError, type FieldError } from '@mercury/platform/errors';

const plainTypes = new Set<unknown>([String, Number, Boolean, Array, Object, Buffer, undefined]);

/**
 * The one validation of bodies and queries: each becomes an instance of its DTO class, unknown fields are refused, and
 * every wrong field is named. Text that PostgreSQL cannot store (NUL, lone surrogates) is refused here as well.
 */
@Injectable()
export class DtoPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if ((type !== 'body' && type !== 'query') || plainTypes.has(metatype)) return value;
    const plain = type === 'query' ? { ...(value as object) } : value;
    const unstorable = findUnstorable(plain);
    if (unstorable.length > 0) throw new ValidationError(unstorable);
    return validateDto(metatype as Type<object>, plain);
  }
}

/** The fields that hold text which is not text. */
export function findUnstorable(value: unknown, field = ''): FieldError[] {
  if (typeof value === 'string')
    return value.includes('\0') || /\p{Surrogate}/u.test(value)
      ? [{ field, code: 'is_text', message: `${field || 'it'} holds characters that are not text` }]
      : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => findUnstorable(part, field ? `${field}.${name}` : name));
}
