/** What is wrong with a value: where (`lines.0.quantity`, empty for the value itself), and what should be there. */
export interface Flaw {
  readonly path: string;
  readonly expected: string;
}

/** Looks at data that is about to become an event; undefined when nothing is wrong with it. Must not change it. */
export type Validator = (data: unknown) => Flaw | undefined;

/** A validator of exactly `T`: `of` exists for the compiler alone, so that a shape and its type cannot drift apart. */
export interface Shape<T> {
  (data: unknown): Flaw | undefined;
  readonly of?: (value: T) => T;
}

/** The shape of each field of `T`; a field that may be missing has a shape of `T | undefined`, made by `optional`. */
export type Fields<T> = { readonly [K in keyof T]-?: Shape<T[K]> };

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

const test =
  <T>(expected: string, holds: (value: unknown) => boolean): Shape<T> =>
  (value) =>
    holds(value) ? undefined : { path: '', expected };

const under = (name: string | number, { path, expected }: Flaw): Flaw => ({
  path: path === '' ? String(name) : `${name}.${path}`,
  expected,
});

/** Any string. */
export const text = test<string>('a text', (value) => typeof value === 'string');

/** A string that names something: 1 to 200 characters. */
export const id = test<string>('an id of 1 to 200 characters', (value) =>
  typeof value === 'string' && value.length > 0 && value.length <= 200);

/** A time in ISO 8601, with its zone. */
export const instant = test<string>('a time in ISO 8601', (value) =>
  typeof value === 'string' && value.length <= 35 && INSTANT.test(value));

/** A finite number: JSON would make null of any other. */
export const number = test<number>('a number', Number.isFinite);

/** A whole number from `least` on, for amounts and counts. */
export const whole = (least: number): Shape<number> =>
  test(`a whole number from ${least} on`, (value) => Number.isSafeInteger(value) && (value as number) >= least);

/** One of these very strings. */
export function oneOf<const T extends string>(...values: readonly T[]): Shape<T> {
  const known: ReadonlySet<unknown> = new Set(values);
  return test(`one of ${values.join(', ')}`, (value) => known.has(value));
}

/** A field that may be missing; `undefined` counts as missing, since JSON drops it. */
export const optional =
  <T>(shape: Shape<T>): Shape<T | undefined> =>
  (value) =>
    value === undefined ? undefined : shape(value);

/** A field that is there, and may say that there is nothing. */
export const nullable =
  <T>(shape: Shape<T>): Shape<T | null> =>
  (value) =>
    value === null ? undefined : shape(value);

/** An array of such items, which may be empty. */
export function listOf<T>(item: Shape<T>): Shape<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) return { path: '', expected: 'a list' };
    for (let index = 0; index < value.length; index += 1) {
      const flaw = item(value[index]);
      if (flaw) return under(index, flaw);
    }
    return undefined;
  };
}

/** An object of any keys with such values. */
export function mapOf<T>(item: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return (value) => {
    if (!isObject(value)) return { path: '', expected: 'an object' };
    for (const name in value) {
      const flaw = item(value[name]);
      if (flaw) return under(name, flaw);
    }
    return undefined;
  };
}

/** An object of these fields and no others: a field that nobody knows is most often a misspelt one, and stays for ever. */
export function object<T>(fields: Fields<T>): Shape<T> {
  const names = Object.keys(fields);
  const shapes = Object.values(fields) as Validator[];
  const known = new Set(names);
  return (value) => {
    if (!isObject(value)) return { path: '', expected: 'an object' };
    for (let index = 0; index < names.length; index += 1) {
      const flaw = (shapes[index] as Validator)(value[names[index] as string]);
      if (flaw) return under(names[index] as string, flaw);
    }
    for (const name in value) if (!known.has(name)) return { path: name, expected: 'no such field' };
    return undefined;
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
