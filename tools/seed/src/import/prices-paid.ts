import { csvRows } from '@mercury/platform/console';

const MOST_MINOR = 2_000_000_000;

/**
 * The median price paid for each item, in minor units, from baskets (`item_id`, `price` in major units). A later file
 * prices only what the earlier ones do not. Rows without a price are left out here: the replay names them.
 */
export async function pricesPaid(files: readonly string[]): Promise<Map<string, number>> {
  const medians = new Map<string, number>();
  for (const file of files) {
    const paid = new Map<string, number[]>();
    for await (const { values } of csvRows(file, { columns: ['item_id', 'price'], onBad: () => undefined })) {
      const minor = Math.round(Number(values['price']) * 100);
      const id = values['item_id']?.trim();
      if (!id || !values['price']?.trim() || !(minor >= 0 && minor <= MOST_MINOR) || medians.has(id)) continue;
      const known = paid.get(id);
      if (known) known.push(Math.max(minor, 1));
      else paid.set(id, [Math.max(minor, 1)]);
    }
    for (const [id, prices] of paid) medians.set(id, median(prices));
  }
  return medians;
}

/** The lower of the two in the middle, so that the result is a price that somebody paid. */
function median(prices: readonly number[]): number {
  return prices.toSorted((a, b) => a - b)[(prices.length - 1) >> 1] as number;
}
