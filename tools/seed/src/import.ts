import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { renderMissing } from './art/render';
import { connect, mediaDir } from './connect';
import { importFile } from './import/import-file';
import { parcels } from './import/product-of-row';
import { ProgressBar } from './import/progress-bar';

const EXPECTED = 20_000;
const BAD_ROWS_SHOWN = 50;

/** `npx nx run catalog:import --file products.csv.gz`; the path counts from where the command was given. */
async function run(): Promise<void> {
  const { values } = parseArgs({ options: { file: { type: 'string' } }, strict: false });
  if (typeof values.file !== 'string') throw new Error('Say which file: --file products.csv.gz');
  // npm and npx start us in the workspace; INIT_CWD is where the caller stands.
  const file = [process.env['INIT_CWD'] ?? '.', '.']
    .map((from) => resolve(from, values.file as string))
    .find(existsSync);
  if (!file) throw new Error(`There is no file ${values.file}`);
  const connection = await connect();
  const bar = new ProgressBar();
  const start = Date.now();
  try {
    await renderMissing(parcels(), mediaDir(), (done, total) => bar.show(done / total, `pictures ${done} of ${total}`));
    const report = await importFile(file, connection, (rows) => bar.show(Math.min(rows / EXPECTED, 1), `${rows} rows`));
    bar.end();
    for (const { line, reason } of report.bad.slice(0, BAD_ROWS_SHOWN)) console.log(`line ${line}: ${reason}`);
    if (report.bad.length > BAD_ROWS_SHOWN) console.log(`… and ${report.bad.length - BAD_ROWS_SHOWN} more bad rows`);
    const seconds = ((Date.now() - start) / 1000).toFixed(1);
    console.log(
      `${report.rows} rows in ${seconds} s: ${report.listed} listed, ${report.revised} revised, ` +
        `${report.unchanged} unchanged, ${report.bad.length} bad`,
    );
  } finally {
    await connection.close();
  }
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
