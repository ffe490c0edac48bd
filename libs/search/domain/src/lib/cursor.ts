const PLACE = /^o(\d{1,6})(?:;(.*))?$/s;

/**
 * Where the next page starts. Opaque to callers; what cannot be read is the first page. `after` is an engine's own, more
 * exact mark (the sort values of the last hit): another engine goes by the offset alone, so that a page can be turned
 * while the engines change.
 */
export function encodeCursor(offset: number, after?: readonly unknown[]): string {
  return Buffer.from(`o${offset}${after ? `;${JSON.stringify(after)}` : ''}`).toString('base64url');
}

export function decodeCursor(cursor: string | undefined): number {
  const offset = Number(placeOf(cursor)?.[1] ?? 0);
  return offset <= 100_000 ? offset : 0;
}

/** The engine's own mark in a cursor, if it has one. */
export function decodeAfter(cursor: string | undefined): readonly unknown[] | undefined {
  const after = placeOf(cursor)?.[2];
  if (!after) return undefined;
  try {
    const values: unknown = JSON.parse(after);
    return Array.isArray(values) ? values : undefined;
  } catch {
    return undefined;
  }
}

const placeOf = (cursor: string | undefined) =>
  cursor ? PLACE.exec(Buffer.from(cursor, 'base64url').toString()) : null;
