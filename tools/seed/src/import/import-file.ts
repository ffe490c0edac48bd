import { csvRows } from '@mercury/platform/console';
import type { Connection } from '../connect';
import { loadRows, type BadLine, type ImportReport } from './load-rows';
import { productOfRow } from './product-of-row';

const REQUIRED = ['product_id', 'title', 'brand', 'price_cents'];

/** Loads a catalogue. `onProgress` hears the share of the file that was read, 0 to 1, and how many rows that were. */
export async function importFile(
  file: string,
  connection: Pick<Connection, 'store' | 'em'>,
  onProgress: (share: number, rows: number) => void = () => undefined,
): Promise<ImportReport> {
  const bad: BadLine[] = [];
  let read = 0;
  const rows = csvRows(file, {
    columns: REQUIRED,
    onBad: (line, reason) => bad.push({ line, reason }),
    onBytes: (bytes, total) => onProgress(bytes / total, read),
  });
  return loadRows(
    {
      rows,
      bad,
      productOf: ({ values }) => {
        read += 1;
        return productOfRow(values);
      },
    },
    connection,
  );
}
