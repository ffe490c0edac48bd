import type { Type } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { getMetadataStorage } from 'class-validator';

/** What class-validator knows of one rule of one field. */
interface Rule {
  readonly propertyName: string;
  readonly type: string;
  readonly name?: string;
  readonly constraints?: readonly unknown[];
  readonly each?: boolean;
}

type Schema = Record<string, unknown>;

/**
 * Tells Swagger of a DTO's fields what class-validator enforces: the contracts cannot carry Swagger's own decorators,
 * since browsers use them too. `nested` names the classes of fields that hold other DTOs.
 */
export function documentDto(Dto: Type<object>, nested: Readonly<Record<string, Type<object>>> = {}): void {
  const rules = getMetadataStorage().getTargetValidationMetadatas(Dto, '', false, false) as unknown as Rule[];
  for (const field of new Set(rules.map(({ propertyName }) => propertyName)))
    ApiProperty(
      optionsOf(
        rules.filter(({ propertyName }) => propertyName === field),
        nested[field],
      ),
    )(Dto.prototype, field);
}

function optionsOf(rules: readonly Rule[], nested: Type<object> | undefined): ApiPropertyOptions {
  const isArray = rules.some(({ each, name }) => each || name?.startsWith('array'));
  const required = !rules.some(({ type }) => type === 'conditionalValidation');
  const list = Object.assign({}, ...rules.filter(({ each }) => !each).map(arrayKeywords)) as Schema;
  if (nested) return { type: () => nested, isArray, required, ...list } as ApiPropertyOptions;
  const item = Object.assign({ type: 'string' }, ...rules.map(keywords)) as Schema;
  return { ...(isArray ? { type: 'array', items: item, ...list } : item), required } as ApiPropertyOptions;
}

function arrayKeywords({ name, constraints: [size] = [] }: Rule): Schema {
  switch (name) {
    case 'arrayMinSize':
      return { minItems: size };
    case 'arrayMaxSize':
      return { maxItems: size };
    case 'arrayUnique':
      return { uniqueItems: true };
    default:
      return {};
  }
}

function keywords({ name, constraints: [first, second] = [] }: Rule): Schema {
  switch (name) {
    case 'isInt':
      return { type: 'integer' };
    case 'isBoolean':
      return { type: 'boolean' };
    case 'isIn':
      return { enum: first };
    case 'min':
      return { minimum: first };
    case 'max':
      return { maximum: first };
    case 'isLength':
      return { minLength: first, maxLength: second };
    case 'maxLength':
      return { maxLength: first };
    case 'matches':
      return { pattern: (first as RegExp).source };
    case 'isEmail':
      return { format: 'email' };
    case 'isUuid':
      return { format: 'uuid' };
    case 'isIso8601':
      return { format: 'date-time' };
    case 'isISO31661Alpha2':
      return { description: 'A country by its two letters (ISO 3166-1 alpha-2)', minLength: 2, maxLength: 2 };
    default:
      return {};
  }
}
