import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { csvRows } from '@mercury/platform/console';
import { renderMissing, type Artwork } from '../art/render';
import type { Connection } from '../connect';
import { loadRows, type BadLine, type ImportReport } from './load-rows';
import { pricesPaid } from './prices-paid';
import { artworkOfItem, productOfItem } from './product-of-item';

const COLUMNS = ['item_id', 'title'];

/**
 * Loads the items of a folder of baskets: `items.csv.gz` names them, `train.csv.gz` and `test_public.csv.gz` say what was
 * paid. The folder's name is the source of the ids. `onProgress` hears a share, 0 to 1, and what it is of.
 */
export async function importItems(
  dir: string,
  mediaDir: string,
  connection: Pick<Connection, 'store' | 'em'>,
  onProgress: (share: number, text: string) => void = () => undefined,
): Promise<ImportReport> {
  const source = basename(dir);
  const items = fileOf(dir, 'items');
  if (!items) throw new Error(`${dir} has no items.csv.gz`);
  const baskets = ['train', 'test_public'].map((name) => fileOf(dir, name)).filter((file) => file !== undefined);
  if (baskets.length === 0)
    throw new Error(`${dir} has no train.csv.gz and no test_public.csv.gz: items have no price`);
  const prices = await pricesPaid(baskets);
  const artworks = new Map<string, Artwork>();
  let total = 0;
  for await (const { values } of csvRows(items, { columns: COLUMNS, onBad: () => undefined })) {
    total += 1;
    const artwork = artworkOfItem(values['title'] ?? '');
    artworks.set(artwork.id, artwork);
  }
  const pictures = [...artworks.values()];
  await renderMissing(pictures, mediaDir, (done, of) => onProgress(done / of, `pictures ${done} of ${of}`));
  const bad: BadLine[] = [];
  const rows = csvRows(items, { columns: COLUMNS, onBad: (line, reason) => bad.push({ line, reason }) });
  let seen = 0;
  const productOf = ({ values }: { values: Readonly<Record<string, string>> }) => {
    onProgress(++seen / total, `items ${seen}`);
    return productOfItem(values, source, prices);
  };
  return loadRows({ rows, bad, productOf }, connection);
}

const fileOf = (dir: string, name: string): string | undefined =>
  [`${name}.csv.gz`, `${name}.csv`].map((file) => join(dir, file)).find((file) => existsSync(file));
