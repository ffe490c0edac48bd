/** Where the next page starts. Opaque to callers; what cannot be read is the first page. */
export function encodeCursor(offset: number): string {
  return Buffer.from(`o${offset}`).toString('base64url');
}

export function decodeCursor(cursor: string | undefined): number {
  const offset = cursor ? Number(Buffer.from(cursor, 'base64url').toString().slice(1)) : 0;
  return Number.isSafeInteger(offset) && offset >= 0 && offset <= 100_000 ? offset : 0;
}
