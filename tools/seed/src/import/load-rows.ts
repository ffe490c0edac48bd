import { loadProducts, type ProductToLoad } from '@mercury/catalog/server';
import type { CsvRow } from '@mercury/platform/console';
import type { Connection } from '../connect';
import { BadRow } from './bad-row';

const BATCH = 300;

export interface BadLine {
  readonly line: number;
  readonly reason: string;
}

export interface ImportReport {
  readonly rows: number;
  readonly listed: number;
  readonly revised: number;
  readonly unchanged: number;
  readonly bad: readonly BadLine[];
}

/** A file of products: its rows, what a row says, and what the reader of the file found wrong with it. */
export interface ProductRows {
  readonly rows: AsyncIterable<CsvRow>;
  /** Throws BadRow with the reason. */
  readonly productOf: (row: CsvRow) => ProductToLoad;
  readonly bad: BadLine[];
}

/** Loads rows batch by batch. A bad row is reported and left out; of a product named twice the first row counts. */
export async function loadRows(
  { rows, productOf, bad }: ProductRows,
  { store, em }: Pick<Connection, 'store' | 'em'>,
): Promise<ImportReport> {
  const report = { rows: 0, listed: 0, revised: 0, unchanged: 0 };
  const firstLine = new Map<string, number>();
  let batch: ProductToLoad[] = [];
  const flush = async () => {
    const { listed, revised, unchanged } = await loadProducts(store, em, batch);
    report.listed += listed;
    report.revised += revised;
    report.unchanged += unchanged;
    batch = [];
  };
  for await (const row of rows) {
    report.rows += 1;
    try {
      const product = productOf(row);
      const seen = firstLine.get(product.product.productId);
      if (seen !== undefined) throw new BadRow(`the product of line ${seen} again`);
      firstLine.set(product.product.productId, row.line);
      batch.push(product);
    } catch (error) {
      if (!(error instanceof BadRow)) throw error;
      bad.push({ line: row.line, reason: error.message });
    }
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  return { ...report, bad: bad.sort((a, b) => a.line - b.line) };
}
