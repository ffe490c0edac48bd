import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { callerPath, ProgressBar } from '@mercury/platform/console';
import { renderMissing } from './art/render';
import { connect, mediaDir, type Connection } from './connect';
import { importFile } from './import/import-file';
import { importItems } from './import/import-items';
import type { ImportReport } from './import/load-rows';
import { parcels } from './import/product-of-row';

/** `npx nx run catalog:import --file products.csv.gz`, or `--dir` for the items of a folder of baskets. */
async function run(): Promise<void> {
  const { values } = parseArgs({ options: { file: { type: 'string' }, dir: { type: 'string' } } });
  if (!values.file === !values.dir)
    throw new Error('Say what to import: --file products.csv.gz, or --dir FOLDER with items.csv.gz and baskets');
  const path = callerPath((values.file ?? values.dir) as string, process.env);
  const connection = await connect();
  const start = Date.now();
  try {
    const report = await load(path, Boolean(values.file), connection);
    for (const { line, reason } of report.bad) console.log(`line ${line}: ${reason}`);
    const good = report.listed + report.revised + report.unchanged;
    console.log(
      `${report.rows} rows in ${((Date.now() - start) / 1000).toFixed(1)} s: ${report.listed} listed, ` +
        `${report.revised} revised, ${report.unchanged} unchanged, ${report.bad.length} bad`,
    );
    if (good === 0 && report.bad.length > 0) process.exitCode = 1;
  } finally {
    await connection.close();
  }
}

async function load(path: string, isFile: boolean, connection: Connection): Promise<ImportReport> {
  const bar = new ProgressBar();
  const show = (share: number, text: string) => bar.show(share, text);
  try {
    if (!isFile) return await importItems(path, mediaDir(), connection, show);
    await renderMissing(parcels(), mediaDir(), (done, total) => show(done / total, `pictures ${done} of ${total}`));
    return await importFile(path, connection, (share, rows) => show(share, `rows ${rows}`));
  } finally {
    bar.end();
  }
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
