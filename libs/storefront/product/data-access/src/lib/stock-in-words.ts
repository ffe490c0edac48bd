const FEW = 5;

/** What the stock of a variant means to a shopper. `level` is for its looks. */
export function stockInWords(available: number): { readonly words: string; readonly level: 'none' | 'few' | 'plenty' } {
  if (available <= 0) return { words: 'Sold out', level: 'none' };
  if (available <= FEW) return { words: `Only ${available} left`, level: 'few' };
  return { words: 'In stock', level: 'plenty' };
}
