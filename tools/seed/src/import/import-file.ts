import { loadProducts, type ProductToLoad } from '@mercury/catalog/server';
import type { Connection } from '../connect';
import { csvRows } from './csv-rows';
import { BadRow, productOfRow } from './product-of-row';

const BATCH = 300;

export interface ImportReport {
  readonly rows: number;
  readonly listed: number;
  readonly revised: number;
  readonly unchanged: number;
  readonly bad: readonly { line: number; reason: string }[];
}

/** Loads a file batch by batch. A bad row is reported and left out; of a product named twice the first row counts. */
export async function importFile(
  file: string,
  { store, em }: Pick<Connection, 'store' | 'em'>,
  onProgress: (rows: number) => void = () => undefined,
): Promise<ImportReport> {
  const report = { rows: 0, listed: 0, revised: 0, unchanged: 0 };
  const bad: { line: number; reason: string }[] = [];
  const firstLine = new Map<string, number>();
  let batch: ProductToLoad[] = [];
  const flush = async () => {
    const { listed, revised, unchanged } = await loadProducts(store, em, batch);
    report.listed += listed;
    report.revised += revised;
    report.unchanged += unchanged;
    batch = [];
    onProgress(report.rows);
  };
  for await (const { line, values } of csvRows(file, (at, reason) => bad.push({ line: at, reason }))) {
    report.rows += 1;
    try {
      const product = productOfRow(values);
      const seen = firstLine.get(product.product.productId);
      if (seen !== undefined) throw new BadRow(`product_id ${values['product_id']} is on line ${seen} already`);
      firstLine.set(product.product.productId, line);
      batch.push(product);
    } catch (error) {
      if (!(error instanceof BadRow)) throw error;
      bad.push({ line, reason: error.message });
    }
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  return { ...report, bad };
}
