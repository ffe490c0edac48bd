/**
 * A value that only its person's key opens: `s` the subject, `k` the id of the key, `c` the sealed text. Whoever passes it
 * on (upcasters, projections, streams) treats it as opaque.
 */
export interface Sealed {
  readonly s: string;
  readonly k: string;
  readonly c: string;
}

/** True for what `PersonalData.seal` made, as far as its shape tells. */
export function isSealed(value: unknown): value is Sealed {
  if (typeof value !== 'object' || value === null) return false;
  const { s, k, c } = value as Partial<Sealed>;
  return typeof s === 'string' && typeof k === 'string' && typeof c === 'string';
}
