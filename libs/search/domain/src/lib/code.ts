/** A part number, SKU or EAN without what people leave out when they type it. */
export function normaliseCode(code: string): string {
  return code.replace(/[^A-Za-z0-9]/g, '').toUpperCase();
}

/** True for what may be a code: a digit in it, at least four characters, and no separate words. */
export function looksLikeCode(query: string): boolean {
  const code = normaliseCode(query);
  return (
    code.length >= 4 &&
    /\d/.test(code) &&
    query
      .trim()
      .split(/\s+/)
      .every((part) => /\d/.test(part) || part.length <= 3)
  );
}
