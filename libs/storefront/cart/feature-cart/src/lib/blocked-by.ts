interface Problematic {
  readonly problem?: 'sold_out' | 'short';
}

/** Why a cart cannot be bought as it is, for people; null when it can. */
export function blockedBy(lines: readonly Problematic[]): string | null {
  const count = lines.filter(({ problem }) => problem).length;
  if (count === 0) return null;
  return count === 1
    ? 'One line needs a look before you can check out.'
    : `${count} lines need a look before you can check out.`;
}
