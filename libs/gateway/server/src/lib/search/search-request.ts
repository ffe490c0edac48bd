import { validateDto, ValidationError } from '@mercury/platform/errors';
import type { SearchRequest } from '@mercury/search/contracts';
import { findUnstorable } from '../validation/dto.pipe';
import { SearchQuery } from './search.dto';

const MAX_ATTRIBUTES = 20;
const MAX_VALUES = 30;

/** A search as the catalogue understands it, from the query of a page. Throws ValidationError with each wrong parameter. */
export function searchRequestFrom(query: Readonly<Record<string, unknown>>): SearchRequest {
  const unstorable = findUnstorable(query);
  if (unstorable.length > 0) throw new ValidationError(unstorable);
  const entries = Object.entries(query);
  const attributes = attributesFrom(entries.filter(([name]) => name.startsWith('attr.')));
  const { brand, minPrice, maxPrice, ...rest } = validateDto(
    SearchQuery,
    Object.fromEntries(entries.filter(([name]) => !name.startsWith('attr.'))),
  );
  return {
    ...rest,
    ...(brand && { brands: brand }),
    ...(minPrice !== undefined && { minPriceMinor: minPrice }),
    ...(maxPrice !== undefined && { maxPriceMinor: maxPrice }),
    ...(attributes && { attributes }),
  };
}

function attributesFrom(entries: [string, unknown][]): Record<string, string[]> | undefined {
  if (entries.length === 0) return undefined;
  const refuse = (field: string, message: string) => new ValidationError([{ field, code: 'is_attribute', message }]);
  if (entries.length > MAX_ATTRIBUTES) throw refuse('attr', `at most ${MAX_ATTRIBUTES} attributes`);
  return Object.fromEntries(
    entries.map(([field, value]) => {
      const values = Array.isArray(value) ? value : [value];
      if (field.length < 6 || field.length > 66) throw refuse(field, 'an attribute has a name of 1 to 60 characters');
      if (values.length > MAX_VALUES) throw refuse(field, `at most ${MAX_VALUES} values`);
      if (!values.every((one) => typeof one === 'string' && one.length > 0 && one.length <= 100))
        throw refuse(field, 'a value is a text of 1 to 100 characters');
      return [field.slice(5), values as string[]];
    }),
  );
}
